package dev.tideline.engine.idempotency;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Answers by caller and key, kept for 30 days by the database's clock. A first call that never ended, since its server
 * died, is taken over after two minutes: what it does must itself be harmless to do again. Blocking; thread-safe.
 */
public final class IdempotentCalls {

    private final Database database;

    public IdempotentCalls(Database database) {
        this.database = database;
    }

    /**
     * Begins a call.
     *
     * @param caller who calls; keys of different callers are different keys
     * @param key the caller's name for the call
     * @param requestHash hash of method, path and body
     */
    public Begun begin(String caller, String key, String requestHash) {
        UUID attempt = UUID.randomUUID();
        return database.inTransaction(transaction -> insert(transaction, caller, key, requestHash, attempt)
                ? new Begun.First(attempt)
                : again(transaction, caller, key, requestHash, attempt));
    }

    private static boolean insert(
            Transaction transaction, String caller, String key, String requestHash, UUID attempt) {
        return transaction
                        .sql("""
                                INSERT INTO idempotent_call AS c (caller, key, request_hash, attempt)
                                VALUES (:caller, :key, :hash, :attempt)
                                ON CONFLICT (caller, key) DO UPDATE
                                    SET request_hash = excluded.request_hash, attempt = excluded.attempt,
                                        begun_at = now(), status = NULL, content_type = NULL, body = NULL
                                    WHERE c.begun_at < now() - interval '30 days'
                                """)
                        .bind("caller", caller)
                        .bind("key", key)
                        .bind("hash", requestHash)
                        .bind("attempt", attempt)
                        .update()
                == 1;
    }

    private static Begun again(Transaction transaction, String caller, String key, String requestHash, UUID attempt) {
        return transaction
                .sql("""
                        SELECT request_hash, status, content_type, body, begun_at < now() - interval '2 minutes' AS abandoned
                        FROM idempotent_call WHERE caller = :caller AND key = :key FOR UPDATE
                        """)
                .bind("caller", caller)
                .bind("key", key)
                .first(row -> told(row, requestHash))
                .map(told -> told instanceof Begun.First ? takeOver(transaction, caller, key, attempt) : told)
                .orElseGet(Begun.InFlight::new);
    }

    private static Begun told(Row row, String requestHash) throws SQLException {
        if (!row.text("request_hash").equals(requestHash)) {
            return new Begun.OtherRequest();
        }
        if (row.optionalNumber("status").isPresent()) {
            return new Begun.Answered(
                    new KeptAnswer(row.integer("status"), row.text("content_type"), row.bytes("body")));
        }
        return row.flag("abandoned") ? new Begun.First(new UUID(0, 0)) : new Begun.InFlight();
    }

    private static Begun takeOver(Transaction transaction, String caller, String key, UUID attempt) {
        transaction
                .sql("UPDATE idempotent_call SET attempt = :attempt, begun_at = now()"
                        + " WHERE caller = :caller AND key = :key")
                .bind("attempt", attempt)
                .bind("caller", caller)
                .bind("key", key)
                .update();
        return new Begun.First(attempt);
    }

    /** Keeps the answer of an attempt, unless it has one or another has taken over. */
    public void finish(String caller, String key, UUID attempt, KeptAnswer answer) {
        database.doInTransaction(transaction -> transaction
                .sql("""
                        UPDATE idempotent_call SET status = :status, content_type = :type, body = :body
                        WHERE caller = :caller AND key = :key AND attempt = :attempt AND status IS NULL
                        """)
                .bind("status", answer.status())
                .bind("type", answer.contentType())
                .bind("body", answer.body())
                .bind("caller", caller)
                .bind("key", key)
                .bind("attempt", attempt)
                .update());
    }

    /** Forgets an attempt that has no answer, so that the call can be made again at once. */
    public void abandon(String caller, String key, UUID attempt) {
        database.doInTransaction(transaction -> transaction
                .sql("DELETE FROM idempotent_call WHERE caller = :caller AND key = :key AND attempt = :attempt"
                        + " AND status IS NULL")
                .bind("caller", caller)
                .bind("key", key)
                .bind("attempt", attempt)
                .update());
    }

    /** Forgets answers older than 30 days. Returns how many. */
    public long forgetOld() {
        return database.inTransaction(transaction ->
                transaction.execute("DELETE FROM idempotent_call WHERE begun_at < now() - interval '30 days'"));
    }
}
