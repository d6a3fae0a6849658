package dev.tideline.engine.benchmark;

import dev.tideline.engine.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What was spent so far: user and system time of this JVM and of PostgreSQL on the same machine, and bytes of its log. On a
 * busy machine it says more than the clock.
 */
record Cost(Duration java, Duration postgres, long log) {

    static Cost soFar(Database database) {
        return database.inTransaction(transaction -> {
            long log = transaction
                    .sql("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint AS log")
                    .one(row -> row.number("log"));
            List<Long> backends =
                    transaction.sql("SELECT pid FROM pg_stat_activity").list(row -> row.number("pid"));
            return new Cost(
                    time(Stream.of(ProcessHandle.current())),
                    time(backends.stream().flatMap(pid -> ProcessHandle.of(pid).stream())),
                    log);
        });
    }

    private static Duration time(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    Cost since(Cost before) {
        return new Cost(java.minus(before.java), postgres.minus(before.postgres), log - before.log);
    }

    /** For each of these users. */
    String each(long users) {
        return String.format(
                Locale.ROOT,
                "%.1f µs Java, %.1f µs PostgreSQL, %d bytes of log",
                java.toNanos() / 1e3 / users,
                postgres.toNanos() / 1e3 / users,
                log / users);
    }
}
