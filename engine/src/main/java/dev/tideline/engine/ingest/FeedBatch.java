package dev.tideline.engine.ingest;

import dev.tideline.engine.database.CopyReader;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ingest.check.FeedLines;
import dev.tideline.engine.ingest.intake.Applied;
import dev.tideline.engine.ingest.intake.Batch;
import dev.tideline.engine.timeline.Timeline;
import java.util.List;

/** Applies one batch of good feed rows, each user's in the order of the body. */
final class FeedBatch {

    private FeedBatch() {}

    static Applied apply(Transaction transaction, Batch batch) {
        StagedUsers.prepare(transaction, batch.lines());
        transaction.execute("""
                CREATE TEMP TABLE IF NOT EXISTS stage_feed (line bigint, user_id text, person_id text, timeline bytea)
                ON COMMIT DELETE ROWS""");
        batch.copyTo(transaction, "stage_feed (" + FeedLines.COLUMNS + ")");
        StagedUsers.analyse(transaction, "stage_feed", batch.lines());
        StagedUsers.find(transaction, "stage_feed", batch.lines());
        rehome(transaction);
        try (TimelineChanges changes = new TimelineChanges()) {
            collect(transaction, changes);
            changes.apply(transaction);
        }
        return new Applied(batch.lines(), 0, 0, List.of());
    }

    private static void collect(Transaction transaction, TimelineChanges changes) {
        String query = """
                SELECT u.user_no, s.timeline FROM stage_feed s JOIN stage_user u ON u.user_id = s.user_id
                ORDER BY u.user_no, s.line""";
        long current = -1;
        Timeline gained = Timeline.empty();
        try (CopyReader in = transaction.copyOut(query)) {
            while (in.next()) {
                long userNo = in.bigint();
                Timeline row = Timeline.of(in.bytes());
                if (userNo == current) {
                    gained = gained.merge(row);
                } else {
                    add(changes, current, gained);
                    gained = row;
                }
                current = userNo;
            }
        }
        add(changes, current, gained);
    }

    private static void add(TimelineChanges changes, long userNo, Timeline gained) {
        if (userNo >= 0) {
            changes.add(userNo, gained);
        }
    }

    /** Moves accounts to the person that their last row names. */
    private static void rehome(Transaction transaction) {
        boolean named = transaction
                .sql("SELECT EXISTS (SELECT FROM stage_feed WHERE person_id IS NOT NULL) AS named")
                .one(row -> row.flag("named"));
        if (!named) {
            return;
        }
        transaction.execute("""
                CREATE TEMP TABLE stage_home ON COMMIT DROP AS
                SELECT DISTINCT ON (u.user_no) u.user_no,
                    CASE s.person_id WHEN '' THEN 'account:' || s.user_id ELSE s.person_id END AS person_id
                FROM stage_feed s JOIN stage_user u ON u.user_id = s.user_id
                WHERE s.person_id IS NOT NULL ORDER BY u.user_no, s.line DESC""");
        transaction.execute("""
                INSERT INTO person (person_id)
                SELECT DISTINCT h.person_id FROM stage_home h LEFT JOIN person p ON p.person_id = h.person_id
                WHERE p.person_id IS NULL ORDER BY h.person_id
                ON CONFLICT DO NOTHING""");
        PersonMoves.apply(transaction);
    }
}
