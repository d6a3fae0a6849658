package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ingest.check.ListLines;
import dev.tideline.engine.ingest.intake.Applied;
import dev.tideline.engine.ingest.intake.Batch;
import java.time.Instant;
import java.util.List;

/**
 * Puts the staged ids in the place of a list's members.
 *
 * @param key of the list
 * @param effect what being on it does
 * @param importedAt when the request came
 */
record ListReplacement(String key, ListImport.Effect effect, Instant importedAt) {

    Applied apply(Transaction transaction, Batch batch) {
        StagedUsers.prepare(transaction, batch.lines());
        transaction.execute("""
                CREATE TEMP TABLE IF NOT EXISTS stage_list (line bigint, user_id text) ON COMMIT DELETE ROWS""");
        transaction.execute("CREATE TEMP TABLE stage_moved (user_id text) ON COMMIT DROP");
        batch.copyTo(transaction, "stage_list (" + ListLines.COLUMNS + ")");
        StagedUsers.analyse(transaction, "stage_list", batch.lines());
        declare(transaction);
        long members = replace(transaction);
        touch(transaction);
        return new Applied(members, batch.lines() - members, 0, List.of());
    }

    /** Locks the list, so that two imports of it follow one another. A change of effect moves every member. */
    private void declare(Transaction transaction) {
        boolean turned = transaction
                .sql("SELECT effect FROM list WHERE list_key = :key FOR UPDATE")
                .bind("key", key)
                .first(row -> !row.text("effect").equals(effect.name()))
                .orElse(false);
        transaction
                .sql("""
                        INSERT INTO list (list_key, effect, imported_at) VALUES (:key, :effect, :at)
                        ON CONFLICT (list_key) DO UPDATE SET effect = excluded.effect, imported_at = excluded.imported_at
                        """)
                .bind("key", key)
                .bind("effect", effect)
                .bind("at", importedAt)
                .update();
        if (turned) {
            transaction
                    .sql("INSERT INTO stage_moved SELECT user_id FROM list_member WHERE list_key = :key")
                    .bind("key", key)
                    .update();
        }
    }

    private long replace(Transaction transaction) {
        transaction.sql("""
                        WITH gone AS (
                            DELETE FROM list_member m WHERE m.list_key = :key
                                AND NOT EXISTS (SELECT FROM stage_list s WHERE s.user_id = m.user_id)
                            RETURNING user_id)
                        INSERT INTO stage_moved SELECT user_id FROM gone
                        """).bind("key", key).update();
        transaction.sql("""
                        WITH come AS (
                            INSERT INTO list_member (list_key, user_id)
                            SELECT DISTINCT :key, s.user_id FROM stage_list s ORDER BY 2
                            ON CONFLICT DO NOTHING RETURNING user_id)
                        INSERT INTO stage_moved SELECT user_id FROM come
                        """).bind("key", key).update();
        return transaction
                .sql("SELECT count(*) AS n FROM list_member WHERE list_key = :key")
                .bind("key", key)
                .one(row -> row.number("n"));
    }

    private static void touch(Transaction transaction) {
        transaction.execute("""
                UPDATE users SET changed_xid = pg_current_xact_id() WHERE user_no IN (
                    SELECT u.user_no FROM users u WHERE u.user_id IN (SELECT user_id FROM stage_moved)
                    ORDER BY u.user_no FOR NO KEY UPDATE)""");
    }
}
