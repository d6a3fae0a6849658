package dev.tideline.engine.sweep.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.Sweeps;
import dev.tideline.engine.sweep.run.FixedScope;
import dev.tideline.engine.sweep.run.RunPlanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RunBasisIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int PERSONS = 300;

    private final FixedScope scope = new FixedScope();
    private final Sweeps sweeps = new Sweeps(DB.database(), () -> {});
    private final List<SweepWorkers> nodes = new ArrayList<>();

    @BeforeEach
    void people() {
        DB.truncate("person", "users", "run", "playbook", "playbook_version");
        update("CREATE TABLE IF NOT EXISTS visit (run_no bigint, person_no bigint)");
        update("TRUNCATE visit");
        update("INSERT INTO person (person_id) SELECT 'p' || n FROM generate_series(1, " + PERSONS + ") AS n");
        update("INSERT INTO playbook_version (hash, playbook, files, origin) VALUES ('h', 'welcome', '{}', 'stored')");
        update("INSERT INTO playbook (playbook, hash, paused) VALUES ('welcome', 'h', false)");
    }

    @AfterEach
    void stop() {
        nodes.forEach(SweepWorkers::close);
    }

    @Test
    void isLeftToANodeThatHasTheRules() {
        RunId id = planned("old");
        node("new", Duration.ofMinutes(1));
        await(() -> count("SELECT sum(token) AS n FROM run_shard") > 0);
        node("old", Duration.ofMinutes(1));
        Run run = finished(id);
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.rulebook()).isEqualTo("old");
        assertThat(count("SELECT count(DISTINCT person_no) AS n FROM visit")).isEqualTo(PERSONS);
    }

    @Test
    void isPlannedAnewWhenNoNodeHasTheRulesAnyMore() {
        RunId id = planned("old");
        scope.rulebook = "new";
        node("new", Duration.ofMillis(300));
        Run run = finished(id);
        assertThat(run.rulebook()).isEqualTo("new");
        assertThat(run.reason()).startsWith("Planned anew: no node has the rules");
        assertThat(count("SELECT count(*) AS n FROM visit")).isEqualTo(PERSONS);
    }

    @Test
    void isTakenAnewWhenOtherRulesCameIntoForceBeforeARelease() {
        RunId id = planned("old");
        update("UPDATE run_shard SET checkpoint = 200");
        update("UPDATE run SET state = 'HELD'");
        sweeps.release(id, "ann");
        scope.rulebook = "new";
        new RunPlanner(DB.database(), scope).planNext();
        assertThat(sweeps.find(id).orElseThrow().rulebook()).isEqualTo("new");
        assertThat(count("SELECT sum(checkpoint) AS n FROM run_shard")).isZero();
    }

    @Test
    void staysWhereItStoodWhenTheSameRulesAreInForceAtARelease() {
        RunId id = planned("old");
        update("UPDATE run_shard SET checkpoint = 200");
        update("UPDATE run SET state = 'HELD'");
        sweeps.release(id, "ann");
        new RunPlanner(DB.database(), scope).planNext();
        assertThat(sweeps.find(id).orElseThrow().state()).isEqualTo(RunState.RUNNING);
        assertThat(count("SELECT sum(checkpoint) AS n FROM run_shard")).isEqualTo(200);
    }

    @Test
    void isAFirstRunUntilOneHasReachedEverybody() {
        RunId cancelled = planned("rulebook");
        assertThat(firstRuns(cancelled)).containsExactly("welcome");
        sweeps.cancel(cancelled, "ann");
        RunId held = planned("rulebook");
        update("UPDATE run SET state = 'HELD' WHERE state = 'RUNNING'");
        RunId done = planned("rulebook");
        assertThat(firstRuns(held)).containsExactly("welcome");
        assertThat(firstRuns(done)).containsExactly("welcome");
        update("UPDATE run SET state = 'DONE' WHERE state = 'RUNNING'");
        assertThat(firstRuns(planned("rulebook"))).isEmpty();
    }

    private static List<String> firstRuns(RunId id) {
        return DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT unnest(first_runs) AS playbook FROM run WHERE run_no = :run")
                        .bind("run", id.number())
                        .list(row -> row.text("playbook")));
    }

    private RunId planned(String rulebook) {
        scope.rulebook = rulebook;
        RunId id = sweeps.start(SweepRequest.everything("ann"));
        assertThat(new RunPlanner(DB.database(), scope).planNext()).isTrue();
        return id;
    }

    private void node(String rulebook, Duration lease) {
        SweepWorkers node = new SweepWorkers(
                DB.database(),
                scope,
                () -> new VisitWork(person -> {}, run -> run.basis().rulebook().equals(rulebook)),
                new SweepWorkers.Settings(1, 100, lease));
        nodes.add(node);
        node.start();
    }

    private Run finished(RunId id) {
        await(() -> sweeps.find(id).orElseThrow().state().isFinal());
        return sweeps.find(id).orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private static long count(String sql) {
        return DB.database().inTransaction(transaction -> transaction.sql(sql).one(row -> row.number("n")));
    }

    private static void update(String sql) {
        DB.database().inTransaction(transaction -> transaction.execute(sql));
    }
}
