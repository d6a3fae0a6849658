package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.rules.segments.SegmentChange;
import java.util.List;

/** Segments that changed: the state of each user, and a row for each change with its time and cause. */
final class SegmentRows {

    private SegmentRows() {}

    static void write(Transaction transaction, RunSpec run, List<Evaluated> accounts) {
        List<Evaluated> changed = accounts.stream()
                .filter(account -> !account.segments().changes().isEmpty())
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        transaction
                .sql("""
                        UPDATE users u SET segments = n.segments::jsonb
                          FROM unnest(:users::bigint[], :segments::text[]) AS n (user_no, segments)
                         WHERE u.user_no = n.user_no
                        """)
                .bind(
                        "users",
                        changed.stream()
                                .map(account -> account.stored().userNo())
                                .toList())
                .bind(
                        "segments",
                        changed.stream()
                                .map(account -> account.segments().json())
                                .toList())
                .update();
        try (CopyWriter copy =
                transaction.copyIn("segment_change (user_no, axis, value, previous, at, cause, run_no)")) {
            for (Evaluated account : changed) {
                account.segments().changes().forEach(change -> row(copy, run, account, change));
            }
            copy.finish();
        }
    }

    private static void row(CopyWriter copy, RunSpec run, Evaluated account, SegmentChange change) {
        copy.rows()
                .row(7)
                .bigint(account.stored().userNo())
                .text(change.axis())
                .text(change.to())
                .text(change.from())
                .instant(run.asOf())
                .text(change.cause())
                .bigint(run.id().number());
        copy.flushIfFull();
    }
}
