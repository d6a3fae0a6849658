package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.replay.travel.Journey;
import dev.tideline.engine.replay.walk.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Replays in PostgreSQL. Methods block; thread-safe. */
final class PostgresReplayStore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<String, String>> FILES = new TypeReference<>() {};

    /** A server that is silent for so long is taken for dead. */
    private static final String SILENCE = "interval '30 seconds'";

    private static final String REPLAYS = """
            SELECT r.*, from_date::text AS first, to_date::text AS last,
                   coalesce(extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at) * 1000, 0)::bigint
                       AS millis
              FROM replay r
            """;

    private final Database database;

    /** A replay that this server has begun. */
    record Claimed(
            long number,
            int attempt,
            Map<String, String> files,
            ReplayRequest.Arbitration arbitration,
            Map<String, String> against,
            Set<String> others,
            LocalDate from,
            LocalDate to,
            Every every) {}

    PostgresReplayStore(Database database) {
        this.database = database;
    }

    /** Plans a replay; nothing if as many as {@code most} wait or run. */
    Optional<Long> insert(
            ReplayRequest request, String playbook, String version, String against, Set<String> others, int most) {
        return database.inTransaction(transaction -> transaction
                .sql("""
                        INSERT INTO replay (playbook, version, files, arbitration, against_version, against_files, others,
                               from_date, to_date, every, requested_by)
                        SELECT :playbook, :version, :files::jsonb, :arbitration, nullif(:against, ''),
                               nullif(:other, '{}')::jsonb, :others::text[], :from, :to, :every, :who
                         WHERE (SELECT count(*) FROM replay WHERE state IN ('PLANNED', 'RUNNING')) < :most
                        RETURNING replay_no
                        """)
                .bind("playbook", playbook)
                .bind("version", version)
                .bind("files", JSON.writeValueAsString(request.files()))
                .bind("arbitration", request.arbitration())
                .bind("against", against)
                .bind("other", JSON.writeValueAsString(request.against()))
                .bind("others", others)
                .bind("from", request.from())
                .bind("to", request.to())
                .bind("every", request.every())
                .bind("who", request.requestedBy())
                .bind("most", most)
                .first(row -> row.number("replay_no")));
    }

    Optional<Replay> find(long number) {
        return database.inTransaction(transaction -> transaction
                .sql(REPLAYS + " WHERE replay_no = :number")
                .bind("number", number)
                .first(PostgresReplayStore::replay));
    }

    /**
     * Begins the oldest replay that waits, or whose server is dead. One that has outlived {@code most} servers is given
     * up: it may be what killed them.
     */
    Optional<Claimed> claim(int most) {
        return database.inTransaction(transaction -> {
            transaction.sql("""
                            UPDATE replay SET state = 'FAILED', finished_at = clock_timestamp(),
                                   reason = 'Given up: ' || attempt || ' servers stopped while they ran it'
                             WHERE state = 'RUNNING' AND attempt >= :most AND seen_at < clock_timestamp() - %s
                            """.formatted(SILENCE)).bind("most", most).update();
            return transaction.sql("""
                            UPDATE replay SET state = 'RUNNING', attempt = attempt + 1, done = 0, evaluations = 0,
                                   poisoned = 0, started_at = clock_timestamp(), seen_at = clock_timestamp(),
                                   reason = CASE state WHEN 'RUNNING' THEN 'Begun again: its server stopped' ELSE '' END
                             WHERE replay_no = (
                                SELECT replay_no FROM replay
                                 WHERE state = 'PLANNED'
                                    OR (state = 'RUNNING' AND seen_at < clock_timestamp() - %s)
                                 ORDER BY replay_no LIMIT 1 FOR UPDATE SKIP LOCKED)
                            RETURNING *, from_date::text AS first, to_date::text AS last,
                                      array_to_string(others, ' ') AS others_text
                            """.formatted(SILENCE)).first(PostgresReplayStore::claimed);
        });
    }

    /** Says that this server is at it and how far it is. False if it is no longer to go on. */
    boolean advance(Claimed claimed, long done, long total, long evaluations) {
        return database.inTransaction(transaction -> transaction
                        .sql("""
                                UPDATE replay SET seen_at = clock_timestamp(), done = :done, total = :total,
                                       evaluations = :evaluations
                                 WHERE replay_no = :number AND attempt = :attempt AND state = 'RUNNING'
                                """)
                        .bind("done", done)
                        .bind("total", total)
                        .bind("evaluations", evaluations)
                        .bind("number", claimed.number())
                        .bind("attempt", claimed.attempt())
                        .update()
                == 1);
    }

    /** Forgets the days that a server before this one has lived. */
    void forgetDays(Claimed claimed) {
        database.doInTransaction(transaction -> transaction
                .sql("DELETE FROM replay_result WHERE replay_no = :number")
                .bind("number", claimed.number())
                .update());
    }

    /** Keeps what a day came to that a version was lived with. Nothing is written if it is no longer this server's. */
    void keepDay(Claimed claimed, String version, LocalDate date, List<Journey.Row> rows) {
        database.doInTransaction(transaction -> {
            boolean mine = transaction
                    .sql("SELECT 1 AS mine FROM replay WHERE replay_no = :number AND attempt = :attempt"
                            + " AND state = 'RUNNING' FOR UPDATE")
                    .bind("number", claimed.number())
                    .bind("attempt", claimed.attempt())
                    .first(row -> row.number("mine"))
                    .isPresent();
            if (mine) {
                ReplayResults.write(transaction, claimed.number(), date, version, rows);
            }
        });
    }

    /** Ends a replay with its results. Nothing is written if it is no longer this server's. */
    void finish(Claimed claimed, List<LocalDate> dates, List<String> rules, Tally tally, long done) {
        Ending ending = new Ending(done, tally.evaluations(), tally.poisoned());
        finish(claimed, ending, transaction -> ReplayResults.write(transaction, claimed.number(), dates, rules, tally));
    }

    /** Ends a replay whose days are kept. */
    void finish(Claimed claimed, long done, long evaluations, long poisoned) {
        finish(claimed, new Ending(done, evaluations, poisoned), transaction -> {});
    }

    private record Ending(long done, long evaluations, long poisoned) {}

    private void finish(Claimed claimed, Ending ending, Consumer<Transaction> results) {
        String reason = ending.poisoned() == 0 ? "" : "Persons set aside because evaluating them failed; see the log";
        database.doInTransaction(transaction -> {
            boolean mine = transaction
                            .sql("""
                                    UPDATE replay SET state = 'DONE', finished_at = clock_timestamp(), done = :done,
                                           total = :done, evaluations = :evaluations, poisoned = :poisoned,
                                           reason = :reason
                                     WHERE replay_no = :number AND attempt = :attempt AND state = 'RUNNING'
                                    """)
                            .bind("done", ending.done())
                            .bind("evaluations", ending.evaluations())
                            .bind("poisoned", ending.poisoned())
                            .bind("reason", reason)
                            .bind("number", claimed.number())
                            .bind("attempt", claimed.attempt())
                            .update()
                    == 1;
            if (mine) {
                results.accept(transaction);
            }
        });
    }

    /** Gives a replay back, to be begun again by whoever comes first. */
    void release(Claimed claimed) {
        end(claimed, "PLANNED", "");
    }

    /** Gives a replay up. */
    void fail(Claimed claimed, String reason) {
        end(claimed, "FAILED", reason);
    }

    private void end(Claimed claimed, String state, String reason) {
        database.doInTransaction(transaction -> transaction
                .sql("""
                        UPDATE replay SET state = :state, reason = :reason,
                               finished_at = CASE :state WHEN 'FAILED' THEN clock_timestamp() END
                         WHERE replay_no = :number AND attempt = :attempt AND state = 'RUNNING'
                        """)
                .bind("state", state)
                .bind("reason", reason)
                .bind("number", claimed.number())
                .bind("attempt", claimed.attempt())
                .update());
    }

    /** Stops a replay that has not ended. */
    boolean cancel(long number, String who) {
        return database.inTransaction(transaction ->
                transaction.sql("""
                                UPDATE replay SET state = 'CANCELLED', finished_at = clock_timestamp(),
                                       reason = 'Cancelled by ' || :who
                                 WHERE replay_no = :number AND state IN ('PLANNED', 'RUNNING')
                                """).bind("number", number).bind("who", who).update() == 1);
    }

    private static Claimed claimed(Row row) throws SQLException {
        return new Claimed(
                row.number("replay_no"),
                row.integer("attempt"),
                JSON.readValue(row.text("files"), FILES),
                ReplayRequest.Arbitration.valueOf(row.text("arbitration")),
                row.optionalText("against_files").isPresent()
                        ? JSON.readValue(row.text("against_files"), FILES)
                        : Map.of(),
                Set.of(row.text("others_text").split(" ")),
                LocalDate.parse(row.text("first")),
                LocalDate.parse(row.text("last")),
                Every.valueOf(row.text("every")));
    }

    private static Replay replay(Row row) throws SQLException {
        Replay.Progress progress = new Replay.Progress(
                row.number("done"),
                row.number("total"),
                row.number("evaluations"),
                row.number("poisoned"),
                Duration.ofMillis(row.number("millis")));
        return new Replay(
                row.number("replay_no"),
                Replay.State.valueOf(row.text("state")),
                row.text("playbook"),
                row.text("version"),
                ReplayRequest.Arbitration.valueOf(row.text("arbitration")),
                row.optionalText("against_version").orElse(""),
                LocalDate.parse(row.text("first")),
                LocalDate.parse(row.text("last")),
                Every.valueOf(row.text("every")),
                row.text("requested_by"),
                row.text("reason"),
                progress,
                row.instant("created_at"),
                row.optionalInstant("started_at").orElse(null),
                row.optionalInstant("finished_at").orElse(null));
    }
}
