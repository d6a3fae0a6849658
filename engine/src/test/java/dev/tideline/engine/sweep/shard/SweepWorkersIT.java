package dev.tideline.engine.sweep.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.schedule.MisfirePolicy;
import dev.tideline.engine.schedule.RunPlanter;
import dev.tideline.engine.sweep.Count;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.Sweeps;
import dev.tideline.engine.sweep.SweptAlready;
import dev.tideline.engine.sweep.run.FixedScope;
import dev.tideline.engine.sweep.run.RunCloser;
import dev.tideline.engine.sweep.run.RunPlanner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SweepWorkersIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int PERSONS = 5_000;
    private static final SweepWorkers.Settings SMALL = new SweepWorkers.Settings(2, 100, Duration.ofSeconds(2));

    private final FixedScope scope = new FixedScope();
    private Database database;
    private Sweeps sweeps;
    private SweepWorkers workers;

    @BeforeEach
    void people() {
        database = DB.database();
        DB.truncate("person", "users", "run", "schedule", "user_state", "playbook", "playbook_version");
        update("CREATE TABLE IF NOT EXISTS visit (run_no bigint, person_no bigint, PRIMARY KEY (run_no, person_no))");
        update("TRUNCATE visit");
        update("INSERT INTO person (person_id) SELECT 'p' || n FROM generate_series(1, " + PERSONS + ") AS n");
        update("INSERT INTO users (user_id, person_no, timeline, first_seen_at)"
                + " SELECT 'u' || person_no, person_no, '', now() FROM person");
        new RunPlanter(database, MisfirePolicy.ONE).keep(List.of(FixedScope.DAILY));
        for (String playbook : List.of("welcome", "goodbye")) {
            update("INSERT INTO playbook_version (hash, playbook, files, origin)"
                    + " VALUES ('%1$s', '%1$s', '{}', 'stored')".formatted(playbook));
            update("INSERT INTO playbook (playbook, hash, paused) VALUES ('%1$s', '%1$s', false)".formatted(playbook));
        }
        sweeps = new Sweeps(database, () -> {});
    }

    @AfterEach
    void stop() {
        if (workers != null) {
            workers.close();
        }
    }

    @Test
    void visitsEveryPersonOnceAndCounts() {
        start(person -> {});
        Run run = finished(sweeps.start(SweepRequest.everything("ann")));
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(visits(run.id())).isEqualTo(PERSONS);
        assertThat(run.progress().done()).isEqualTo(PERSONS);
        assertThat(run.counts()).containsExactly(new Count("welcome", "GRANTED", "", PERSONS));
    }

    @Test
    void visitsOnlyWhoIsDirtyOrDueTheSecondTime() {
        start(person -> {});
        finished(sweeps.start(SweepRequest.everything("ann")));
        update("UPDATE users SET changed_xid = pg_current_xact_id() WHERE person_no = 7");
        due(9, "now()");
        due(10, "now() + interval '1 hour'");
        Run second = finished(sweeps.start(SweepRequest.everything("ann")));
        assertThat(persons(second.id())).containsExactly(7L, 9L);
        Run third = finished(
                sweeps.start(new SweepRequest(Set.of(), Instant.now().plusSeconds(7_200), false, false, "ann")));
        assertThat(persons(third.id())).containsExactly(9L, 10L);
        Run full = finished(sweeps.start(SweepRequest.everything("ann").forEverybody()));
        assertThat(visits(full.id())).isEqualTo(PERSONS);
    }

    private void due(long user, String at) {
        update("INSERT INTO user_state (user_no, due_at, due_schedules, due_instants)" + " SELECT " + user + ", " + at
                + ", ARRAY[schedule_no], ARRAY[" + at + "] FROM schedule");
    }

    @Test
    void keepsAWatermarkForEachPlaybook() {
        scope.playbooks = Set.of("welcome", "goodbye");
        start(person -> {});
        finished(sweeps.start(SweepRequest.everything("ann")));
        update("UPDATE playbook SET watermark = '0' WHERE playbook = 'goodbye'");
        SweepRequest goodbye = new SweepRequest(Set.of("goodbye"), null, false, false, "ann");
        assertThat(visits(finished(sweeps.start(goodbye)).id())).isEqualTo(PERSONS);
        update("UPDATE users SET changed_xid = pg_current_xact_id() WHERE person_no = 7");
        assertThat(persons(finished(sweeps.start(goodbye)).id())).containsExactly(7L);
        assertThat(visits(finished(sweeps.start(goodbye)).id())).isZero();
        assertThat(persons(
                        finished(sweeps.start(SweepRequest.everything("ann"))).id()))
                .containsExactly(7L);
    }

    @Test
    void seesWhatIsCommittedWhileARunIsPlannedInTheNextRun() {
        start(person -> {});
        finished(sweeps.start(SweepRequest.everything("ann")));
        workers.close();
        RunId first = sweeps.start(SweepRequest.everything("ann"));
        try (ChangeInBetween between = new ChangeInBetween(database)) {
            Thread planning = new Thread(() -> new RunPlanner(database, scope).planNext());
            planning.start();
            await(() -> count("SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") > 0);
            between.commit();
            join(planning);
        }
        start(person -> {});
        assertThat(visits(finished(first).id())).isZero();
        assertThat(persons(
                        finished(sweeps.start(SweepRequest.everything("ann"))).id()))
                .containsExactly(7L);
    }

    @Test
    void neverGoesBackInTimeWithALiveRun() {
        start(person -> {});
        Instant later = Instant.parse("2026-03-02T00:00:00Z");
        Instant earlier = Instant.parse("2026-03-01T00:00:00Z");
        RunId id = sweeps.start(new SweepRequest(Set.of(), later, false, false, "ann"));
        SweepRequest back = new SweepRequest(Set.of("welcome"), earlier, true, false, "ann");
        assertThatThrownBy(() -> sweeps.start(back))
                .isInstanceOf(SweptAlready.class)
                .hasMessageContaining("2026-03-02T00:00:00Z");
        finished(id);
        assertThatThrownBy(() -> sweeps.start(back)).isInstanceOf(SweptAlready.class);
        update("INSERT INTO run (schedule_no, scheduled_fire_time, as_of, requested_by)"
                + " SELECT schedule_no, '2026-03-01', '2026-03-01', 'schedule' FROM schedule");
        RunId missed = new RunId(2);
        assertThat(finished(missed).asOf()).isEqualTo(later);
        RunId dry = sweeps.start(new SweepRequest(Set.of("welcome"), earlier, false, true, "ann"));
        assertThat(finished(dry).asOf()).isEqualTo(earlier);
        assertThat(finished(dry).progress().evaluated()).isEqualTo(PERSONS);
    }

    @Test
    void readsTheWholeTableWhenTooManyAreDirtyForAList() {
        start(person -> {});
        finished(sweeps.start(SweepRequest.everything("ann")));
        update("INSERT INTO person (person_id) SELECT 'q' || n FROM generate_series(1, 2000) AS n");
        update("INSERT INTO users (user_id, person_no, timeline, first_seen_at)"
                + " SELECT 'u' || person_no, person_no, '', now() FROM person WHERE person_no > " + PERSONS);
        update("UPDATE users SET changed_xid = pg_current_xact_id() WHERE person_no <= 3500");
        Run second = finished(sweeps.start(SweepRequest.everything("ann")));
        assertThat(visits(second.id())).isEqualTo(5_500);
        assertThat(second.progress().total()).isEqualTo(PERSONS + 2_000);
    }

    @Test
    void visitsEverybodyWhenTheMarketOrTheCalendarTurns() {
        start(person -> {});
        finished(sweeps.start(SweepRequest.everything("ann")));
        scope.signature = "month-end";
        assertThat(visits(finished(sweeps.start(SweepRequest.everything("ann"))).id()))
                .isEqualTo(PERSONS);
        assertThat(visits(finished(sweeps.start(SweepRequest.everything("ann"))).id()))
                .isZero();
    }

    @Test
    void setsAPoisonousPersonAsideAndGoesOn() {
        start(person -> {
            if (person == 1_234) {
                throw new IllegalStateException("bad timeline");
            }
        });
        Run run = finished(sweeps.start(SweepRequest.everything("ann")));
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(visits(run.id())).isEqualTo(PERSONS - 1);
        assertThat(run.progress().poisoned()).isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM poison WHERE person_no = 1234 AND error LIKE '%bad timeline'"))
                .isEqualTo(1);
    }

    @Test
    void evaluatesWhoWasSetAsideInEachRunUntilItSucceeds() {
        AtomicLong poisonous = new AtomicLong(1_234);
        start(person -> {
            if (person == poisonous.get()) {
                throw new IllegalStateException("bad timeline");
            }
        });
        finished(sweeps.start(SweepRequest.everything("ann")));
        Run still = finished(sweeps.start(SweepRequest.everything("ann")));
        assertThat(still.progress().poisoned()).isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM poison")).isEqualTo(1);
        poisonous.set(0);
        assertThat(persons(
                        finished(sweeps.start(SweepRequest.everything("ann"))).id()))
                .containsExactly(1_234L);
        assertThat(count("SELECT count(*) AS n FROM poison")).isZero();
        assertThat(visits(finished(sweeps.start(SweepRequest.everything("ann"))).id()))
                .isZero();
    }

    @Test
    void writesNothingButCountsInADryRun() {
        start(person -> {});
        Run run = finished(sweeps.start(new SweepRequest(Set.of("welcome"), null, true, true, "ann")));
        assertThat(run.counts()).containsExactly(new Count("welcome", "GRANTED", "", PERSONS));
        assertThat(visits(run.id())).isZero();
        assertThat(count("SELECT count(*) AS n FROM playbook WHERE watermark <> '0'"))
                .isZero();
    }

    @Test
    void stopsWithinAChunkWhenCancelled() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        start(person -> {
            begun.countDown();
            awaitLatch(goOn);
        });
        RunId id = sweeps.start(SweepRequest.everything("ann"));
        awaitLatch(begun);
        assertThat(sweeps.cancel(id, "bob")).isTrue();
        goOn.countDown();
        workers.close();
        assertThat(visits(id)).isZero();
        assertThat(sweeps.find(id).orElseThrow().reason()).isEqualTo("Cancelled by bob");
        assertThat(sweeps.cancel(id, "bob")).isFalse();
    }

    @Test
    void failsARunThatCannotBePlannedAndGoesOnWithTheNext() {
        scope.problem = new IllegalStateException("no market");
        start(person -> {});
        Run failed = finished(sweeps.start(SweepRequest.everything("ann")));
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.reason()).contains("Could not be planned").contains("no market");
        scope.problem = null;
        Run next = finished(sweeps.start(SweepRequest.everything("ann")));
        assertThat(next.state()).isEqualTo(RunState.DONE);
    }

    @Test
    void holdsARunThatMatchesFarMoreThanTheLastSeven() {
        for (int i = 0; i < 7; i++) {
            update("INSERT INTO run (schedule_no, scheduled_fire_time, state, as_of, requested_by)"
                    + " SELECT schedule_no, now() - interval '" + (i + 1)
                    + " days', 'DONE', now(), 'schedule' FROM schedule");
        }
        update("INSERT INTO run (schedule_no, scheduled_fire_time, as_of, requested_by)"
                + " SELECT schedule_no, now(), now(), 'schedule' FROM schedule");
        start(person -> {});
        RunId id = new RunId(8);
        await(() -> sweeps.find(id).orElseThrow().state() == RunState.HELD);
        assertThat(visits(id)).isBetween(101L, 600L);
        assertThat(sweeps.release(id, "bob")).isTrue();
        assertThat(finished(id).state()).isEqualTo(RunState.DONE);
        assertThat(visits(id)).isEqualTo(PERSONS);
    }

    @Test
    void letsAReleasedRunWaitForTheOneBeingWorkedOn() {
        RunId held = sweeps.start(SweepRequest.everything("ann"));
        RunPlanner planner = new RunPlanner(database, scope);
        assertThat(planner.planNext()).isTrue();
        update("UPDATE run SET state = 'HELD'");
        RunId other = sweeps.start(SweepRequest.everything("ann"));
        assertThat(planner.planNext()).isTrue();
        assertThat(sweeps.release(held, "bob")).isTrue();
        assertThat(planner.planNext()).isFalse();
        assertThat(sweeps.find(held).orElseThrow().state()).isEqualTo(RunState.PLANNED);
        assertThat(sweeps.find(other).orElseThrow().state()).isEqualTo(RunState.RUNNING);
        start(person -> {});
        assertThat(finished(other).state()).isEqualTo(RunState.DONE);
        assertThat(finished(held).state()).isEqualTo(RunState.DONE);
        assertThat(visits(held)).isEqualTo(PERSONS);
    }

    @Test
    void resumesBehindTheLastCommittedChunk() {
        AtomicLong seen = new AtomicLong();
        start(person -> scope.paused = seen.incrementAndGet() >= 1_500);
        RunId id = sweeps.start(SweepRequest.everything("ann"));
        await(() -> scope.paused);
        workers.close();
        long before = visits(id);
        assertThat(before).isBetween(100L, PERSONS - 1L);
        scope.paused = false;
        start(person -> {});
        assertThat(finished(id).state()).isEqualTo(RunState.DONE);
        assertThat(visits(id)).isEqualTo(PERSONS);
    }

    @Test
    void refusesACommitWithAnOldToken() {
        RunId id = sweeps.start(SweepRequest.everything("ann"));
        assertThat(new RunPlanner(database, scope).planNext()).isTrue();
        ShardStore slow = new ShardStore(database, "slow", Duration.ofMillis(1));
        ShardStore quick = new ShardStore(database, "quick", Duration.ofSeconds(60));
        Lease stale = slow.lease(1, Set.of()).orElseThrow();
        List<Lease> taken = new ArrayList<>();
        await(() -> {
            quick.lease(1, Set.of()).ifPresent(taken::add);
            return taken.stream().anyMatch(lease -> lease.shard() == stale.shard());
        });
        ShardWorker worker = new ShardWorker(
                database,
                slow,
                new RunCloser(database),
                new VisitWork(person -> {}),
                new HeldLeases(slow::extend),
                new ShardWorker.Sizes(100, Duration.ofSeconds(2)));
        worker.work(stale, () -> false);
        assertThat(visits(id)).isZero();
        assertThat(taken)
                .filteredOn(lease -> lease.shard() == stale.shard())
                .allMatch(lease -> lease.token() > stale.token());
    }

    @Test
    void leavesARunToNodesThatHaveLoadedItsRulebook() {
        sweeps.start(SweepRequest.everything("ann"));
        new RunPlanner(database, scope).planNext();
        ShardStore behind = new ShardStore(database, "behind", Duration.ofSeconds(5));
        assertThat(behind.lease(0, Set.of())).isEmpty();
        assertThat(behind.lease(1, Set.of())).isPresent();
        assertThatThrownBy(() -> RunId.of("x")).isInstanceOf(NumberFormatException.class);
    }

    private void start(LongConsumer each) {
        workers = new SweepWorkers(database, scope, () -> new VisitWork(each), SMALL);
        workers.start();
    }

    private Run finished(RunId id) {
        await(() -> sweeps.find(id).orElseThrow().state().isFinal());
        return sweeps.find(id).orElseThrow();
    }

    private long visits(RunId id) {
        return count("SELECT count(*) AS n FROM visit WHERE run_no = " + id);
    }

    private List<Long> persons(RunId id) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT person_no FROM visit WHERE run_no = :run ORDER BY person_no")
                .bind("run", id.number())
                .list(row -> row.number("person_no")));
    }

    private long count(String sql) {
        return database.inTransaction(transaction -> transaction.sql(sql).one(row -> row.number("n")));
    }

    private void update(String sql) {
        database.inTransaction(transaction -> transaction.execute(sql));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
