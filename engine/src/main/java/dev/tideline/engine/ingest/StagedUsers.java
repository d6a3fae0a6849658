package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.timeline.Timeline;

/**
 * The users that a batch is about, in the temporary table {@code stage_user}: found, made if they are new, and locked in
 * the order of their numbers, so that two transactions never wait for each other in a circle.
 */
final class StagedUsers {

    private static final int WORTH_ANALYSING = 5_000;

    private StagedUsers() {}

    /** Makes the temporary tables of this session, if it has none, and sets what a large batch needs. */
    static void prepare(Transaction transaction, int lines) {
        transaction.execute("SET LOCAL client_min_messages = warning");
        transaction.execute("SET LOCAL jit = off");
        if (lines > WORTH_ANALYSING) {
            transaction.execute("SET LOCAL work_mem = '96MB'");
        }
        transaction.execute("""
                CREATE TEMP TABLE IF NOT EXISTS stage_user (user_id text, user_no bigint, fresh boolean)
                ON COMMIT DELETE ROWS""");
    }

    static void analyse(Transaction transaction, String table, int lines) {
        if (lines > WORTH_ANALYSING) {
            transaction.execute("ANALYZE " + table);
        }
    }

    /** Fills {@code stage_user} with the users of a stage that has a column {@code user_id}. */
    static void find(Transaction transaction, String stage, int lines) {
        transaction.execute("""
                INSERT INTO stage_user (user_id, user_no, fresh)
                SELECT s.user_id, u.user_no, u.user_no IS NULL
                FROM (SELECT DISTINCT user_id FROM %s) s LEFT JOIN users u ON u.user_id = s.user_id
                """.formatted(stage));
        analyse(transaction, "stage_user", lines);
        lock(transaction);
        if (transaction
                .sql("SELECT EXISTS (SELECT FROM stage_user WHERE fresh) AS some")
                .one(row -> row.flag("some"))) {
            make(transaction);
        }
        lock(transaction);
    }

    private static void make(Transaction transaction) {
        transaction.execute("""
                INSERT INTO person (person_id) SELECT 'account:' || user_id FROM stage_user WHERE fresh ORDER BY user_id
                ON CONFLICT DO NOTHING""");
        transaction.sql("""
                        INSERT INTO users (user_id, person_no, timeline, first_seen_at)
                        SELECT s.user_id, p.person_no, :empty, now()
                        FROM stage_user s JOIN person p ON p.person_id = 'account:' || s.user_id
                        WHERE s.fresh ORDER BY s.user_id
                        ON CONFLICT (user_id) DO NOTHING
                        """).bind("empty", Timeline.empty().bytes()).update();
        transaction.execute("""
                UPDATE stage_user s SET user_no = u.user_no FROM users u WHERE s.fresh AND u.user_id = s.user_id""");
    }

    /** After the new users were made, so that those another request made meanwhile are locked in their place too. */
    private static void lock(Transaction transaction) {
        transaction.sql("""
                        SELECT count(*) AS n FROM (
                            SELECT FROM users u JOIN stage_user s ON s.user_no = u.user_no
                            WHERE u.changed_xid <> pg_current_xact_id()
                            ORDER BY u.user_no FOR NO KEY UPDATE OF u) locked
                        """).one(row -> row.number("n"));
    }

    /** Takes new users back to whom the batch brought nothing after all. */
    static void dropUntouched(Transaction transaction) {
        transaction.execute("""
                DELETE FROM users u USING stage_user s
                WHERE s.fresh AND u.user_no = s.user_no AND u.changed_xid = pg_current_xact_id()
                    AND NOT EXISTS (SELECT FROM stage_timeline t WHERE t.user_no = u.user_no)""");
    }
}
