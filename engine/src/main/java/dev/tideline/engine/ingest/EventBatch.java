package dev.tideline.engine.ingest;

import dev.tideline.engine.database.CopyReader;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ingest.check.EventLines;
import dev.tideline.engine.ingest.intake.Applied;
import dev.tideline.engine.ingest.intake.Batch;
import dev.tideline.engine.lines.JsonLines;
import dev.tideline.engine.live.LiveQueue;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.TimelineBuilder;
import java.time.Instant;

/** Applies one batch of good events: each event id once, and only new ones change timelines. */
final class EventBatch {

    /**
     * Of lines with the same id the first stands; the database decides against what it has. Inserted in the order of
     * users, which keeps the index by user local and hands over each user's new events together.
     */
    private static final String NEW_EVENTS = """
            INSERT INTO event (event_id, user_no, occurred_at, received_at, schema_version, type, source, payload)
            SELECT s.event_id, u.user_no, s.occurred_at, s.received_at, s.schema_version, s.type, s.source, s.payload
            FROM stage_event s JOIN stage_user u ON u.user_id = s.user_id
            ORDER BY u.user_no, s.occurred_at, s.line
            ON CONFLICT (event_id) DO NOTHING
            RETURNING user_no, type, occurred_at, payload""";

    private final Days days;

    EventBatch(Days days) {
        this.days = days;
    }

    Applied apply(Transaction transaction, Batch batch) {
        StagedUsers.prepare(transaction, batch.lines());
        stage(transaction, batch);
        long repeated = Conflicts.dropRepeated(transaction);
        StagedUsers.find(transaction, "stage_event", batch.lines());
        try (TimelineChanges changes = new TimelineChanges()) {
            long taken = insert(transaction, changes);
            Conflicts conflicts = new Conflicts();
            if (repeated > 0) {
                conflicts.find(transaction, "stage_repeated");
            }
            changes.apply(transaction);
            LiveQueue.add(transaction, "stage_timeline");
            if (taken + repeated < batch.lines()) {
                conflicts.find(transaction, "stage_event");
                StagedUsers.dropUntouched(transaction);
            }
            return new Applied(taken, batch.lines() - taken, conflicts.count(), conflicts.refusals());
        }
    }

    private static void stage(Transaction transaction, Batch batch) {
        transaction.execute("""
                CREATE TEMP TABLE IF NOT EXISTS stage_event (line bigint, event_id uuid, user_id text,
                    occurred_at timestamptz, received_at timestamptz, schema_version text, type text, source text,
                    payload jsonb) ON COMMIT DELETE ROWS""");
        batch.copyTo(transaction, "stage_event (" + EventLines.COLUMNS + ")");
        StagedUsers.analyse(transaction, "stage_event", batch.lines());
    }

    private long insert(Transaction transaction, TimelineChanges changes) {
        long taken = 0;
        long current = -1;
        TimelineBuilder builder = new TimelineBuilder(days);
        try (CopyReader in = transaction.copyOut(NEW_EVENTS)) {
            while (in.next()) {
                long userNo = in.bigint();
                if (userNo != current && taken > 0) {
                    changes.add(current, builder.build());
                }
                current = userNo;
                taken++;
                String type = in.text();
                Instant occurredAt = in.instant();
                builder.event(type, occurredAt, JsonLines.read(in.json()));
            }
        }
        if (taken > 0) {
            changes.add(current, builder.build());
        }
        return taken;
    }
}
