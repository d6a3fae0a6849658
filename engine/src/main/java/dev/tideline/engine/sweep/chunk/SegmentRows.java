package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.rules.segments.SegmentChange;
import java.util.List;
import java.util.Objects;

/** A row for each evaluation that moved segments of a user, with time and causes. */
final class SegmentRows {

    private SegmentRows() {}

    static void write(Transaction transaction, RunSpec run, List<Evaluated> accounts) {
        List<Evaluated> changed = accounts.stream()
                .filter(account -> !account.segments().changes().isEmpty())
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        try (CopyWriter copy = transaction.copyIn("segment_step (user_no, at, run_no, changes)")) {
            changed.forEach(account -> step(copy, run, account));
            copy.finish();
        }
    }

    private static void step(CopyWriter copy, RunSpec run, Evaluated account) {
        copy.rows()
                .row(4)
                .bigint(account.stored().userNo())
                .instant(run.asOf())
                .bigint(run.id().number())
                .text(text(account.segments().changes()));
        copy.flushIfFull();
    }

    private static String text(List<SegmentChange> changes) {
        StringBuilder text = new StringBuilder(1_024);
        for (SegmentChange change : changes) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(change.axis())
                    .append('\t')
                    .append(Objects.requireNonNullElse(change.to(), ""))
                    .append('\t')
                    .append(Objects.requireNonNullElse(change.from(), ""))
                    .append('\t')
                    .append(change.cause().replace('\t', ' ').replace('\n', ' '));
        }
        return text.toString();
    }
}
