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
        insert(transaction, changed.stream().filter(SegmentRows::isFirst).toList());
        update(
                transaction,
                changed.stream().filter(account -> !isFirst(account)).toList());
        try (CopyWriter copy = transaction.copyIn("segment_step (user_no, at, run_no, axes, entered, gone, causes)")) {
            changed.forEach(account -> step(copy, run, account));
            copy.finish();
        }
    }

    private static boolean isFirst(Evaluated account) {
        return account.stored().segments() == null;
    }

    private static void insert(Transaction transaction, List<Evaluated> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        try (CopyWriter copy = transaction.copyIn("user_segments (user_no, segments)")) {
            for (Evaluated account : accounts) {
                copy.rows()
                        .row(2)
                        .bigint(account.stored().userNo())
                        .json(account.segments().json());
                copy.flushIfFull();
            }
            copy.finish();
        }
    }

    private static void update(Transaction transaction, List<Evaluated> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        transaction
                .sql("""
                        UPDATE user_segments u SET segments = n.segments::jsonb
                          FROM unnest(:users::bigint[], :segments::text[]) AS n (user_no, segments)
                         WHERE u.user_no = n.user_no
                        """)
                .bind(
                        "users",
                        accounts.stream()
                                .map(account -> account.stored().userNo())
                                .toList())
                .bind(
                        "segments",
                        accounts.stream()
                                .map(account -> account.segments().json())
                                .toList())
                .update();
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
