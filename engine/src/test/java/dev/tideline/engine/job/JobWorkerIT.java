package dev.tideline.engine.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The life of jobs, on the table of simulations. */
final class JobWorkerIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final JobRows rows = new JobRows(DB.database(), "simulation");
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger advanced = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    @BeforeEach
    void empty() {
        DB.truncate("simulation");
    }

    private static long planned() {
        return DB.database().inTransaction(transaction -> transaction.sql("""
                                INSERT INTO simulation (playbook, version, files, requested_by)
                                VALUES ('p', 'v', '{}', 'tester') RETURNING simulation_no
                                """).one(row -> row.number("simulation_no")));
    }

    private static String state(long number) {
        return DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT state || ' ' || attempt AS line FROM simulation WHERE simulation_no = :number")
                        .bind("number", number)
                        .one(row -> row.text("line")));
    }

    private static void until(BooleanSupplier done) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!done.getAsBoolean() && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    private JobWorker worker(JobWork.Stage... stages) {
        return new JobWorker(
                rows,
                begun -> new JobWork() {
                    @Override
                    public List<Stage> stages() {
                        return List.of(stages);
                    }

                    @Override
                    public long done() {
                        return 1;
                    }

                    @Override
                    public long total() {
                        return 2;
                    }

                    @Override
                    public void advanced() {
                        advanced.incrementAndGet();
                    }

                    @Override
                    public void finish() {
                        finished.incrementAndGet();
                    }

                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                },
                2);
    }

    private static void untilStopped(BooleanSupplier stopped) {
        while (!stopped.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void aStageBeginsWhenAllThreadsHaveEndedTheOneBefore() {
        long number = planned();
        AtomicInteger first = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        try (JobWorker worker = worker(stopped -> first.incrementAndGet(), stopped -> seen.addAndGet(first.get()))) {
            worker.start();
            until(() -> finished.get() == 1);
        }
        assertThat(seen).hasValue(4);
        assertThat(state(number)).startsWith("RUNNING");
    }

    @Test
    void oneThreadAloneDoesWhatIsToBeDoneOnce() {
        planned();
        AtomicInteger alone = new AtomicInteger();
        try (JobWorker worker = worker(JobWork.Stage.once(stopped -> alone.incrementAndGet()))) {
            worker.start();
            until(() -> finished.get() == 1);
        }
        assertThat(alone).hasValue(1);
    }

    @Test
    void saysHowFarItIsBetweenStagesThatAreShort() {
        planned();
        JobWork.Stage[] stages = new JobWork.Stage[80];
        Arrays.fill(stages, (JobWork.Stage) stopped -> LockSupport.parkNanos(10_000_000));
        try (JobWorker worker = worker(stages)) {
            worker.start();
            until(() -> finished.get() == 1);
        }
        assertThat(advanced).hasPositiveValue();
    }

    @Test
    void closesTheWorkOnceHoweverItEnds() {
        planned();
        try (JobWorker worker = worker(stopped -> {})) {
            worker.start();
            until(() -> closed.get() == 1);
        }
        planned();
        try (JobWorker worker = worker(stopped -> {
            throw new IllegalStateException("no");
        })) {
            worker.start();
            until(() -> closed.get() == 2);
        }
        assertThat(finished).hasValue(1);
    }

    @Test
    void whatIsStoppedMidwayIsToldToStop() {
        long number = planned();
        CountDownLatch ended = new CountDownLatch(2);
        try (JobWorker worker = worker(stopped -> {
            untilStopped(stopped);
            ended.countDown();
        })) {
            worker.start();
            until(() -> state(number).startsWith("RUNNING"));
            assertThat(rows.cancel(number, "tester")).isTrue();
            until(() -> ended.getCount() == 0);
        }
        assertThat(state(number)).isEqualTo("CANCELLED 1");
        assertThat(finished).hasValue(0);
    }

    @Test
    void aServerThatStopsGivesItsJobBack() {
        long number = planned();
        JobWorker worker = worker(JobWorkerIT::untilStopped);
        worker.start();
        until(() -> state(number).startsWith("RUNNING"));
        worker.close();
        assertThat(state(number)).isEqualTo("PLANNED 1");
        try (JobWorker other = worker(stopped -> {})) {
            other.start();
            until(() -> finished.get() == 1);
        }
        assertThat(state(number)).isEqualTo("RUNNING 2");
    }

    @Test
    void aJobWhoseServerIsSilentIsBegunAgainAndGivenUpInTheEnd() {
        long number = planned();
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(rows.begin(3)).contains(new Begun(number, attempt));
            assertThat(rows.begin(3)).as("its server has just been seen").isEmpty();
            DB.database()
                    .doInTransaction(transaction -> transaction.execute(
                            "UPDATE simulation SET seen_at = clock_timestamp() - interval '1 minute'"));
        }
        assertThat(rows.begin(3)).isEmpty();
        assertThat(state(number)).isEqualTo("FAILED 3");
        assertThat(rows.advance(new Begun(number, 3), 1, 2)).isFalse();
    }

    @Test
    void whatFailsIsGivenUpAndWhatTheDatabaseRefusesIsTriedAgain() {
        long failing = planned();
        try (JobWorker worker = worker(stopped -> {
            throw new IllegalStateException("no");
        })) {
            worker.start();
            until(() -> state(failing).equals("FAILED 1"));
        }
        long refused = planned();
        try (JobWorker worker = worker(stopped -> {
            throw new DatabaseException("refused", new SQLException("no", "40001"));
        })) {
            worker.start();
            until(() -> state(refused).equals("FAILED 3"));
        }
        assertThat(finished).hasValue(0);
    }
}
