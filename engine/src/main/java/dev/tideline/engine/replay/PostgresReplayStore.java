package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.job.Begun;
import dev.tideline.engine.job.JobRows;
import dev.tideline.engine.job.JobState;
import dev.tideline.engine.replay.travel.Journey;
import java.sql.SQLException;
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

    private static final String REPLAYS = """
            SELECT r.*, from_date::text AS first, to_date::text AS last, %s FROM replay r
            """.formatted(JobRows.MILLIS);

    /** The replay, as long as it is this server's. */
    private static final String MINE = "WHERE replay_no = :number AND attempt = :attempt AND state = 'RUNNING'";

    private final Database database;
    private final JobRows jobs;

    /** What a replay is asked to live; see {@link ReplayRequest}. */
    record Asked(
            Map<String, String> files,
            ReplayRequest.Arbitration arbitration,
            Map<String, String> against,
            Set<String> others,
            LocalDate from,
            LocalDate to,
            Every every) {}

    PostgresReplayStore(Database database, JobRows jobs) {
        this.database = database;
        this.jobs = jobs;
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

    /** Takes up a replay that was begun; what a server before this one has counted and kept of it is forgotten. */
    Asked takeUp(Begun begun) {
        return database.inTransaction(transaction -> {
            transaction
                    .sql("DELETE FROM replay_result WHERE replay_no = :number")
                    .bind("number", begun.number())
                    .update();
            return transaction.sql("""
                            UPDATE replay SET evaluations = 0, poisoned = 0 WHERE replay_no = :number
                            RETURNING *, from_date::text AS first, to_date::text AS last,
                                      array_to_string(others, ' ') AS others_text
                            """).bind("number", begun.number()).one(PostgresReplayStore::asked);
        });
    }

    /** Tells how many users were evaluated so far, each day counted. */
    void tellEvaluations(Begun begun, long evaluations) {
        database.doInTransaction(transaction -> transaction
                .sql("UPDATE replay SET evaluations = :evaluations " + MINE)
                .bind("evaluations", evaluations)
                .bind("number", begun.number())
                .bind("attempt", begun.attempt())
                .update());
    }

    /** Keeps what a day came to that a version was lived with. Nothing is written if it is no longer this server's. */
    void keepDay(Begun begun, String version, LocalDate date, List<Journey.Row> rows) {
        database.doInTransaction(transaction -> {
            boolean mine = transaction
                    .sql("SELECT 1 AS mine FROM replay " + MINE + " FOR UPDATE")
                    .bind("number", begun.number())
                    .bind("attempt", begun.attempt())
                    .first(row -> row.number("mine"))
                    .isPresent();
            if (mine) {
                ReplayResults.write(transaction, begun.number(), date, version, rows);
            }
        });
    }

    /** Ends a replay with its results. Nothing is written if it is no longer this server's. */
    void finish(Begun begun, long done, long evaluations, long poisoned, Consumer<Transaction> results) {
        String reason = poisoned == 0 ? "" : "Persons set aside because evaluating them failed; see the log";
        database.doInTransaction(transaction -> {
            transaction
                    .sql("UPDATE replay SET evaluations = :evaluations, poisoned = :poisoned, reason = :reason " + MINE)
                    .bind("evaluations", evaluations)
                    .bind("poisoned", poisoned)
                    .bind("reason", reason)
                    .bind("number", begun.number())
                    .bind("attempt", begun.attempt())
                    .update();
            if (jobs.finish(transaction, begun, done)) {
                results.accept(transaction);
            }
        });
    }

    private static Asked asked(Row row) throws SQLException {
        return new Asked(
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
        return new Replay(
                row.number("replay_no"),
                JobState.valueOf(row.text("state")),
                row.text("playbook"),
                row.text("version"),
                ReplayRequest.Arbitration.valueOf(row.text("arbitration")),
                row.optionalText("against_version").orElse(""),
                LocalDate.parse(row.text("first")),
                LocalDate.parse(row.text("last")),
                Every.valueOf(row.text("every")),
                row.text("requested_by"),
                row.text("reason"),
                JobRows.progress(row),
                row.number("evaluations"),
                row.number("poisoned"),
                row.instant("created_at"),
                row.optionalInstant("started_at").orElse(null),
                row.optionalInstant("finished_at").orElse(null));
    }
}
