package dev.tideline.engine.simulation;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.job.Begun;
import dev.tideline.engine.job.JobRows;
import dev.tideline.engine.job.JobState;
import dev.tideline.engine.simulation.Simulation.Found;
import dev.tideline.engine.simulation.Simulation.Spend;
import dev.tideline.engine.simulation.SimulationResults.Sample;
import dev.tideline.engine.simulation.SimulationResults.SampleSide;
import dev.tideline.engine.simulation.tally.Reached;
import dev.tideline.engine.simulation.tally.Samples;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Simulations in PostgreSQL. Methods block; thread-safe. */
final class PostgresSimulationStore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<String, String>> FILES = new TypeReference<>() {};
    private static final String SIMULATIONS = "SELECT s.*, " + JobRows.MILLIS + " FROM simulation s";

    private final Database database;
    private final JobRows jobs;

    /**
     * What a simulation compares.
     *
     * @param reached persons in reach of the draft; nobody unless it is done
     */
    record Asked(String playbook, Map<String, String> files, String filter, Instant asOf, Reached reached) {}

    PostgresSimulationStore(Database database, JobRows jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** Plans a simulation; nothing if as many as {@code most} wait or run. */
    Optional<Long> insert(SimulationRequest request, String version, int most) {
        return database.inTransaction(transaction -> transaction
                .sql("""
                        INSERT INTO simulation (playbook, version, files, filter, as_of, requested_by)
                        SELECT :playbook, :version, :files::jsonb, :filter, coalesce(:asOf, now()), :who
                         WHERE (SELECT count(*) FROM simulation WHERE state IN ('PLANNED', 'RUNNING')) < :most
                        RETURNING simulation_no
                        """)
                .bind("playbook", request.playbook())
                .bind("version", version)
                .bind("files", JSON.writeValueAsString(request.files()))
                .bind("filter", request.filter())
                .bind("asOf", request.asOf())
                .bind("who", request.requestedBy())
                .bind("most", most)
                .first(row -> row.number("simulation_no")));
    }

    Optional<Simulation> find(long number) {
        return database.inTransaction(transaction -> transaction
                .sql(SIMULATIONS + " WHERE simulation_no = :number")
                .bind("number", number)
                .first(PostgresSimulationStore::simulation));
    }

    /** The latest of a playbook, newest first. */
    List<Simulation> of(String playbook, int most) {
        return database.inTransaction(transaction -> transaction
                .sql(SIMULATIONS + " WHERE playbook = :playbook ORDER BY simulation_no DESC LIMIT :most")
                .bind("playbook", playbook)
                .bind("most", most)
                .list(PostgresSimulationStore::simulation));
    }

    Optional<Asked> asked(long number) {
        return database.inTransaction(transaction -> transaction
                .sql(
                        "SELECT playbook, files, filter, as_of, reach, contested FROM simulation WHERE simulation_no = :number")
                .bind("number", number)
                .first(row -> new Asked(
                        row.text("playbook"),
                        JSON.readValue(row.text("files"), FILES),
                        row.text("filter"),
                        row.instant("as_of"),
                        new Reached(buckets(row, "reach"), buckets(row, "contested")))));
    }

    private static List<Long> buckets(Row row, String column) throws SQLException {
        var array = row.result().getArray(column);
        return array == null ? List.of() : List.of((Long[]) array.getArray());
    }

    Optional<SimulationResults> results(long number) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT results FROM simulation WHERE simulation_no = :number AND results IS NOT NULL")
                .bind("number", number)
                .first(row -> JSON.readValue(row.text("results"), SimulationResults.class)));
    }

    List<Sample> samples(long number) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT * FROM simulation_sample WHERE simulation_no = :number ORDER BY position")
                .bind("number", number)
                .list(row -> new Sample(
                        Samples.Kind.valueOf(row.text("kind")),
                        row.texts("users"),
                        JSON.readValue(row.text("live"), SampleSide.class),
                        JSON.readValue(row.text("draft"), SampleSide.class))));
    }

    private static String lacks(SimulationResults results) {
        if (results.poisoned() + results.lost() > 0) {
            return "Persons set aside because evaluating them failed; see the log";
        }
        return results.cuts() == null || results.cuts().isEmpty()
                ? ""
                : "Playbooks were cut for some persons; see the results";
    }

    /** Ends a simulation with what it came to. Nothing is written if it is no longer this server's. */
    void finish(Begun begun, long done, SimulationResults results, Spend spend, Reached reached, List<Sample> samples) {
        String reason = lacks(results);
        database.doInTransaction(transaction -> {
            transaction
                    .sql("""
                            UPDATE simulation SET audience = :audience, spend = :spend::jsonb, reach = :sure,
                                   contested = :contested, results = :results::jsonb, reason = :reason
                             WHERE simulation_no = :number AND attempt = :attempt AND state = 'RUNNING'
                            """)
                    .bind("audience", results.audience().draft())
                    .bind("spend", JSON.writeValueAsString(spend))
                    .bind("sure", reached.sure())
                    .bind("contested", reached.contested())
                    .bind("results", JSON.writeValueAsString(results))
                    .bind("reason", reason)
                    .bind("number", begun.number())
                    .bind("attempt", begun.attempt())
                    .update();
            if (jobs.finish(transaction, begun, done)) {
                write(transaction, begun.number(), samples);
            }
        });
    }

    private static void write(Transaction transaction, long number, List<Sample> samples) {
        int position = 0;
        for (Sample sample : samples) {
            transaction
                    .sql("""
                            INSERT INTO simulation_sample (simulation_no, position, kind, users, live, draft)
                            VALUES (:number, :position, :kind, :users, :live::jsonb, :draft::jsonb)
                            """)
                    .bind("number", number)
                    .bind("position", ++position)
                    .bind("kind", sample.kind())
                    .bind("users", sample.users())
                    .bind("live", JSON.writeValueAsString(sample.live()))
                    .bind("draft", JSON.writeValueAsString(sample.draft()))
                    .update();
        }
    }

    /** The ids of the accounts of these persons, by number. */
    Map<Long, List<String>> users(Collection<Long> persons) {
        Map<Long, List<String>> users = new HashMap<>();
        if (!persons.isEmpty()) {
            database.doInTransaction(transaction -> transaction
                    .sql("SELECT person_no, user_id FROM users WHERE person_no = ANY(:persons) ORDER BY user_no")
                    .bind("persons", persons)
                    .list(row -> users.computeIfAbsent(row.number("person_no"), person -> new ArrayList<>())
                            .add(row.text("user_id"))));
        }
        return users;
    }

    private static Simulation simulation(Row row) throws SQLException {
        return new Simulation(
                row.number("simulation_no"),
                JobState.valueOf(row.text("state")),
                row.text("playbook"),
                row.text("version"),
                row.text("filter"),
                row.instant("as_of"),
                row.text("requested_by"),
                row.text("reason"),
                JobRows.progress(row),
                found(row),
                row.instant("created_at"),
                row.optionalInstant("started_at").orElse(null),
                row.optionalInstant("finished_at").orElse(null));
    }

    private static @Nullable Found found(Row row) throws SQLException {
        Long audience = row.optionalNumber("audience").orElse(null);
        return audience == null || !row.text("state").equals(JobState.DONE.name())
                ? null
                : new Found(audience, Objects.requireNonNull(JSON.readValue(row.text("spend"), Spend.class)));
    }
}
