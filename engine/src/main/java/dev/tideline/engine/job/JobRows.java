package dev.tideline.engine.job;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The life of jobs in a table of theirs, {@code <name>} with the key {@code <name>_no} and the columns {@code state},
 * {@code attempt}, {@code done}, {@code total}, {@code reason}, {@code created_at}, {@code started_at}, {@code seen_at} and
 * {@code finished_at}. The clock is the database's. Methods block; thread-safe.
 */
public final class JobRows {

    /** A server that is silent for so long is taken for dead. */
    private static final String SILENCE = "interval '30 seconds'";

    private final Database database;
    private final String table;

    /**
     * Jobs of one kind.
     *
     * @param table name of their table, {@code simulation}
     */
    public JobRows(Database database, String table) {
        this.database = database;
        this.table = table;
    }

    String table() {
        return table;
    }

    private String sql(String text) {
        return text.replace("{job}", table).replace("{silence}", SILENCE);
    }

    /**
     * Begins the oldest job that waits, or whose server is dead. One that has outlived {@code most} servers is given up:
     * it may be what killed them.
     */
    Optional<Begun> begin(int most) {
        return database.inTransaction(transaction -> {
            transaction.sql(sql("""
                            UPDATE {job} SET state = 'FAILED', finished_at = clock_timestamp(),
                                   reason = 'Given up: ' || attempt || ' servers stopped while they ran it'
                             WHERE state = 'RUNNING' AND attempt >= :most AND seen_at < clock_timestamp() - {silence}
                            """)).bind("most", most).update();
            return transaction.sql(sql("""
                            UPDATE {job} SET state = 'RUNNING', attempt = attempt + 1, done = 0,
                                   started_at = clock_timestamp(), seen_at = clock_timestamp(),
                                   reason = CASE state WHEN 'RUNNING' THEN 'Begun again: its server stopped' ELSE '' END
                             WHERE {job}_no = (
                                SELECT {job}_no FROM {job}
                                 WHERE state = 'PLANNED'
                                    OR (state = 'RUNNING' AND seen_at < clock_timestamp() - {silence})
                                 ORDER BY {job}_no LIMIT 1 FOR UPDATE SKIP LOCKED)
                            RETURNING {job}_no AS job_no, attempt
                            """)).first(row -> new Begun(row.number("job_no"), row.integer("attempt")));
        });
    }

    /** Says that this server is at it and how far it is. False if it is no longer to go on. */
    boolean advance(Begun begun, long done, long total) {
        return database.inTransaction(transaction -> transaction
                        .sql(sql("""
                                UPDATE {job} SET seen_at = clock_timestamp(), done = :done, total = :total
                                 WHERE {job}_no = :number AND attempt = :attempt AND state = 'RUNNING'
                                """))
                        .bind("done", done)
                        .bind("total", total)
                        .bind("number", begun.number())
                        .bind("attempt", begun.attempt())
                        .update()
                == 1);
    }

    /** Ends a job with its results in the same transaction. False, and nothing changes, if it is no longer this server's. */
    public boolean finish(Transaction transaction, Begun begun, long done) {
        return transaction
                        .sql(sql("""
                                UPDATE {job} SET state = 'DONE', finished_at = clock_timestamp(), done = :done, total = :done
                                 WHERE {job}_no = :number AND attempt = :attempt AND state = 'RUNNING'
                                """))
                        .bind("done", done)
                        .bind("number", begun.number())
                        .bind("attempt", begun.attempt())
                        .update()
                == 1;
    }

    /** Gives a job back, to be begun again by whoever comes first. */
    void release(Begun begun) {
        end(begun, JobState.PLANNED, "");
    }

    /** Gives a job up. */
    void fail(Begun begun, String reason) {
        end(begun, JobState.FAILED, reason);
    }

    private void end(Begun begun, JobState state, String reason) {
        database.doInTransaction(transaction -> transaction
                .sql(sql("""
                        UPDATE {job} SET state = :state, reason = :reason,
                               finished_at = CASE :state WHEN 'FAILED' THEN clock_timestamp() END
                         WHERE {job}_no = :number AND attempt = :attempt AND state = 'RUNNING'
                        """))
                .bind("state", state)
                .bind("reason", reason)
                .bind("number", begun.number())
                .bind("attempt", begun.attempt())
                .update());
    }

    /** Stops a job that has not ended. False if it had ended or does not exist. */
    public boolean cancel(long number, String who) {
        return database.inTransaction(transaction -> transaction
                        .sql(sql("""
                                UPDATE {job} SET state = 'CANCELLED', finished_at = clock_timestamp(),
                                       reason = 'Cancelled by ' || :who
                                 WHERE {job}_no = :number AND state IN ('PLANNED', 'RUNNING')
                                """))
                        .bind("number", number)
                        .bind("who", who)
                        .update()
                == 1);
    }

    /** Milliseconds that a job has taken, as a column {@code millis} to select. */
    public static final String MILLIS = """
            coalesce(extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at) * 1000, 0)::bigint AS millis
            """;

    /** How far the job of a row is; the row has {@link #MILLIS}. */
    public static JobProgress progress(Row row) throws SQLException {
        return new JobProgress(row.number("done"), row.number("total"), Duration.ofMillis(row.number("millis")));
    }
}
