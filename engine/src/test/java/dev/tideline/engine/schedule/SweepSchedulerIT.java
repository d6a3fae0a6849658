package dev.tideline.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SweepSchedulerIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final ScheduleKey DAILY = new ScheduleKey("0 0 1 * * ?", "UTC");
    private static final ScheduleKey EVERY_SECOND = new ScheduleKey("* * * * * ?", "UTC");

    private Database database;
    private RunPlanter planter;

    @BeforeEach
    void empty() {
        database = DB.database();
        DB.truncate("schedule", "run", "qrtz_job_details", "qrtz_fired_triggers");
        planter = new RunPlanter(database, MisfirePolicy.ONE);
    }

    @Test
    void plantsOneRunHoweverManyNodesFireTheSameTime() throws InterruptedException {
        planter.keep(List.of(DAILY));
        Instant fireTime = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        AtomicInteger planted = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService nodes = Executors.newFixedThreadPool(6);
        for (int i = 0; i < 120; i++) {
            Instant time = fireTime.minusSeconds(i % 10);
            var unused = nodes.submit(() -> {
                start.await();
                return planter.plant(DAILY, time) ? planted.incrementAndGet() : 0;
            });
        }
        start.countDown();
        nodes.shutdown();
        assertThat(nodes.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(planted).hasValue(10);
        assertThat(count("SELECT count(*) AS n FROM run")).isEqualTo(10);
    }

    @Test
    void firesEachSecondOnceWithTwoSchedulersOnOneDatabase() {
        try (SweepScheduler one = new SweepScheduler(database, planter);
                SweepScheduler other = new SweepScheduler(database, planter)) {
            one.keep(List.of(EVERY_SECOND));
            other.keep(List.of(EVERY_SECOND));
            one.start();
            other.start();
            await(() -> count("SELECT count(*) AS n FROM run") >= 3);
        }
        assertThat(count("SELECT count(*) - count(DISTINCT scheduled_fire_time) AS n FROM run"))
                .isZero();
        assertThat(count("SELECT count(*) AS n FROM run WHERE requested_by <> 'schedule' OR state <> 'PLANNED'"))
                .isZero();
    }

    @Test
    void makesUpWhatWasMissedWhileNoNodeRan() {
        planter.keep(List.of(DAILY));
        update("UPDATE schedule SET planned_until = now() - interval '5 days'");
        assertThat(planter.catchUp(DAILY)).isEqualTo(1);
        assertThat(planter.catchUp(DAILY)).isZero();
        assertThat(count("SELECT count(*) AS n FROM run WHERE scheduled_fire_time > now() - interval '25 hours'"))
                .isEqualTo(1);
    }

    @Test
    void leavesALateFireTimeToThePolicy() {
        planter.keep(List.of(DAILY));
        assertThat(planter.plant(DAILY, Instant.now().minus(Duration.ofMinutes(10))))
                .isFalse();
    }

    @Test
    void firesAgainAfterATriggerWasLeftAcquiredByACrash() {
        try (SweepScheduler scheduler = new SweepScheduler(database, planter)) {
            scheduler.keep(List.of(EVERY_SECOND));
            update("UPDATE qrtz_triggers SET trigger_state = 'ACQUIRED'");
            scheduler.start();
            await(() -> count("SELECT count(*) AS n FROM run") >= 1);
        }
    }

    @Test
    void leavesNothingOfAScheduleThatIsNotKept() {
        try (SweepScheduler scheduler = new SweepScheduler(database, planter)) {
            scheduler.keep(List.of(DAILY, EVERY_SECOND));
            scheduler.keep(List.of(DAILY));
        }
        assertThat(count("SELECT count(*) AS n FROM qrtz_triggers")).isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM qrtz_job_details")).isEqualTo(1);
    }

    @Test
    void releasesEveryStateThatATriggerCanBeStuckIn() {
        try (SweepScheduler scheduler = new SweepScheduler(database, planter)) {
            scheduler.keep(List.of(DAILY));
            TriggerRepair repair = new TriggerRepair(database, QuartzSettings.NAME);
            for (String state : List.of("ACQUIRED", "BLOCKED", "ERROR")) {
                update("UPDATE qrtz_triggers SET trigger_state = '" + state + "'");
                assertThat(repair.releaseStuck()).isEqualTo(1);
                assertThat(count("SELECT count(*) AS n FROM qrtz_triggers WHERE trigger_state = 'WAITING'"))
                        .isEqualTo(1);
            }
            assertThat(repair.releaseStuck()).isZero();
            update("UPDATE qrtz_triggers SET trigger_state = 'ACQUIRED'");
            update("INSERT INTO qrtz_fired_triggers (sched_name, entry_id, trigger_name, trigger_group, instance_name,"
                    + " fired_time, sched_time, priority, state, job_name, job_group)"
                    + " SELECT sched_name, 'e', trigger_name, trigger_group, 'node', 0, 0, 5, 'ACQUIRED', job_name,"
                    + " job_group FROM qrtz_triggers");
            assertThat(repair.releaseStuck()).isZero();
        }
    }

    @Test
    void firesDespiteSchedulesThatHaveEndedOrCannotBeRead() {
        try (SweepScheduler scheduler = new SweepScheduler(database, planter)) {
            scheduler.keep(List.of(new ScheduleKey("0 0 1 * * ? 2020", "UTC"), EVERY_SECOND));
            update("INSERT INTO schedule (cron, zone) VALUES ('0 0 25 * * ?', 'UTC')");
            scheduler.start();
            await(() -> count("SELECT count(*) AS n FROM run") >= 1);
            scheduler.keep(List.of(DAILY));
        }
        assertThat(planter.live()).containsExactly(DAILY);
    }

    @Test
    void looksForStuckTriggersOftenerThanEveryTwoMinutes() {
        assertThat(SweepScheduler.WATCH).isLessThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void firesDespiteADirtyRowOfAnotherTriggerAndMakesThatAnew() {
        try (SweepScheduler scheduler = new SweepScheduler(database, planter)) {
            scheduler.keep(List.of(DAILY, EVERY_SECOND));
            update("UPDATE qrtz_cron_triggers SET cron_expression = 'never' WHERE trigger_name LIKE '0 0 1%'");
            scheduler.start();
            await(() -> count("SELECT count(*) AS n FROM run") >= 1);
        }
        assertThat(count("SELECT count(*) AS n FROM qrtz_cron_triggers"
                        + " WHERE trigger_name = cron_expression || ' ' || time_zone_id"))
                .isEqualTo(2);
    }

    @Test
    void asksForNoRecoveryOfJobsAndLocksBeforeItAcquires() {
        try (SweepScheduler scheduler = new SweepScheduler(database, planter)) {
            scheduler.keep(List.of(DAILY));
            assertThat(count("SELECT count(*) AS n FROM qrtz_job_details WHERE requests_recovery"))
                    .isZero();
        }
        assertThat(QuartzSettings.properties("node"))
                .containsEntry("org.quartz.jobStore.acquireTriggersWithinLock", "true")
                .containsEntry("org.quartz.jobStore.isClustered", "true");
    }

    @Test
    void makesUpNoneOrSeveralMissedRunsWherePolicySaysSo() {
        planter.keep(List.of(DAILY));
        update("UPDATE schedule SET planned_until = now() - interval '5 days'");
        assertThat(new RunPlanter(database, MisfirePolicy.SKIP).catchUp(DAILY)).isZero();
        update("UPDATE schedule SET planned_until = now() - interval '5 days'");
        assertThat(new RunPlanter(database, new MisfirePolicy(3)).catchUp(DAILY))
                .isEqualTo(3);
        assertThat(count("SELECT count(*) AS n FROM run WHERE scheduled_fire_time > now() - interval '73 hours'"))
                .isEqualTo(3);
    }

    @Test
    void neverLoadsAJobClassOfSomebodyElse() {
        try (SweepScheduler scheduler = new SweepScheduler(database, planter)) {
            scheduler.keep(List.of(EVERY_SECOND));
            update("UPDATE qrtz_job_details SET job_class_name = 'java.lang.Thread'");
            scheduler.start();
            assertThat(count("SELECT count(*) AS n FROM qrtz_job_details WHERE job_class_name = 'java.lang.Thread'"))
                    .isZero();
            await(() -> count("SELECT count(*) AS n FROM run") >= 1);
        }
        AllowedClasses classes = new AllowedClasses();
        classes.initialize();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> classes.loadClass("org.quartz.jobs.NoOpJob", org.quartz.Job.class))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void forgetsASchedulesTriggerWhenItIsNotLiveAnyMore() {
        try (SweepScheduler scheduler = new SweepScheduler(database, planter)) {
            scheduler.keep(List.of(DAILY, EVERY_SECOND));
            scheduler.keep(List.of(DAILY));
            assertThat(count("SELECT count(*) AS n FROM qrtz_triggers")).isEqualTo(1);
            assertThat(planter.live()).containsExactly(DAILY);
        }
    }

    private long count(String sql) {
        return database.inTransaction(transaction -> transaction.sql(sql).one(row -> row.number("n")));
    }

    private void update(String sql) {
        database.inTransaction(transaction -> transaction.execute(sql));
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
