package dev.tideline.engine.sweep.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.Sweeps;
import dev.tideline.engine.sweep.run.FixedScope;
import dev.tideline.engine.sweep.run.RunPhase;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PhasesIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int PERSONS = 4_100;

    private final Database database = DB.database();
    private final AtomicBoolean fails = new AtomicBoolean();
    private SweepWorkers workers;

    @BeforeEach
    void people() {
        DB.truncate("person", "users", "run", "schedule", "user_state", "playbook", "playbook_version", "poison");
        update("CREATE TABLE IF NOT EXISTS trace (step bigint generated always as identity, phase text, at bigint)");
        update("TRUNCATE trace RESTART IDENTITY");
        update("INSERT INTO person (person_id) SELECT 'p' || n FROM generate_series(1, " + PERSONS + ") AS n");
        update("INSERT INTO playbook_version (hash, playbook, files, origin) VALUES ('h', 'welcome', '{}', 'stored')");
        update("INSERT INTO playbook (playbook, hash, paused) VALUES ('welcome', 'h', false)");
        List<Phase> phases = List.of(
                phase("lanes", new RunPhase.Stretch(1, 150), new RunPhase.Stretch(151, 290)),
                phase("idle"),
                phase("last", new RunPhase.Stretch(1, 7)));
        Supplier<ChunkWork> works = () -> new PhasedWork(new Tracing(), List.of(), phases);
        workers = new SweepWorkers(
                database,
                new FixedScope(),
                works,
                Phase.openings(phases),
                new SweepWorkers.Settings(2, 100, Duration.ofSeconds(2)));
    }

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void beginsEachPhaseWhenEverythingBeforeItIsDone() {
        Run run = swept();
        assertThat(lines("SELECT phase || count(*) || ' ' || count(DISTINCT at) AS line FROM trace GROUP BY phase"
                        + " ORDER BY min(step)"))
                .containsExactly("persons" + PERSONS + " " + PERSONS, "lanes290 290", "last7 7");
        assertThat(
                        lines(
                                "SELECT 'x' AS line FROM trace a JOIN trace b ON a.step < b.step"
                                        + " WHERE (a.phase, b.phase) IN (('lanes', 'persons'), ('last', 'lanes'), ('last', 'persons'))"))
                .isEmpty();
        assertThat(run.progress().done()).isEqualTo(PERSONS);
    }

    @Test
    void takesTheLanesOfAPhaseInOrder() {
        swept();
        assertThat(lines("SELECT 'x' AS line FROM trace a JOIN trace b ON a.step < b.step AND a.at > b.at"
                        + " WHERE a.phase = 'lanes' AND b.phase = 'lanes' AND (a.at <= 150) = (b.at <= 150)"))
                .isEmpty();
    }

    @Test
    void setsAPositionThatFailsAsideAndGoesOn() {
        fails.set(true);
        Run run = swept();
        assertThat(lines("SELECT count(*)::text AS line FROM trace WHERE phase = 'lanes'"))
                .containsExactly("289");
        assertThat(lines("SELECT person_no::text AS line FROM poison")).containsExactly("1042");
        assertThat(run.progress().poisoned()).isEqualTo(1);
    }

    private Run swept() {
        workers.start();
        Sweeps sweeps = new Sweeps(database, workers::wake);
        RunId id = sweeps.start(new SweepRequest(Set.of(), null, true, false, "ann"));
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!sweeps.find(id).orElseThrow().state().isFinal()) {
            assertThat(System.nanoTime()).as("waited 60 s").isLessThan(until);
            Thread.onSpinWait();
        }
        return sweeps.find(id).orElseThrow();
    }

    private Phase phase(String key, RunPhase.Stretch... stretches) {
        RunPhase opening = new RunPhase() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public List<Stretch> begin(Transaction transaction, long run) {
                return List.of(stretches);
            }
        };
        return new Phase(opening, Tracing::new);
    }

    /** Writes down each position. */
    private final class Tracing implements ChunkWork {

        @Override
        public boolean accepts(RunSpec run) {
            return true;
        }

        @Override
        public String personsSql(Chunk chunk) {
            return chunk.phase().isEmpty() ? chunk.personsSql() : "";
        }

        @Override
        public long person(Transaction transaction, Chunk chunk) {
            return 1_000 + chunk.last();
        }

        @Override
        public ChunkResult work(Transaction transaction, Chunk chunk) {
            if (fails.get() && chunk.phase().equals("lanes") && chunk.after() < 42 && chunk.last() >= 42) {
                throw new IllegalStateException("bad position");
            }
            transaction
                    .sql("INSERT INTO trace (phase, at) SELECT :phase, generate_series(:from, :to)")
                    .bind("phase", chunk.phase().isEmpty() ? "persons" : chunk.phase())
                    .bind("from", chunk.after() + 1)
                    .bind("to", chunk.last())
                    .update();
            return ChunkResult.NOTHING;
        }

        @Override
        public void close() {}
    }

    private List<String> lines(String sql) {
        return database.inTransaction(transaction -> transaction.sql(sql).list(row -> row.text("line")));
    }

    private void update(String sql) {
        database.inTransaction(transaction -> transaction.execute(sql));
    }
}
