package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.rules.segments.SegmentChange;
import java.util.List;

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
        try (CopyWriter copy = transaction.copyIn("segment_step (user_no, at, run_no, axes, entered, gone, causes)")) {
            changed.forEach(account -> step(copy, run, account));
            copy.finish();
        }
    }

    private static void step(CopyWriter copy, RunSpec run, Evaluated account) {
        List<SegmentChange> changes = account.segments().changes();
        copy.rows()
                .row(7)
                .bigint(account.stored().userNo())
                .instant(run.asOf())
                .bigint(run.id().number())
                .texts(changes, SegmentChange::axis)
                .texts(changes, SegmentChange::to)
                .texts(changes, SegmentChange::from)
                .texts(changes, SegmentChange::cause);
        copy.flushIfFull();
    }
}
