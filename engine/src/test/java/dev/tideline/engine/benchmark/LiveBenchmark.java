package dev.tideline.engine.benchmark;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.live.LiveQueue;
import dev.tideline.engine.live.LiveWorkers;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * How long a decision takes from the event that triggers it, received, to its commit, while events arrive at a rate. No part
 * of the tests; {@code docs/benchmarks.md} has the command.
 */
final class LiveBenchmark {

    private static final int USERS = Integer.getInteger("tideline.users", 100_000);
    private static final int RATE = Integer.getInteger("tideline.rate", 2_000);
    private static final int SECONDS = Integer.getInteger("tideline.seconds", 60);
    private static final int BODY = 100;
    private static final int SENDERS = 2;

    /** Of so many events one lets loss-care fit its user, and two of another user let low-csat pay him a voucher. */
    private static final int TRIGGERS = 10;

    private static final String TIMES = """
            SELECT count(*) AS decisions, coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY millis), 0)::bigint AS p50,
                   coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY millis), 0)::bigint AS p95,
                   coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY millis), 0)::bigint AS p99
              FROM (SELECT extract(epoch FROM pg_xact_commit_timestamp(d.xmin) - e.received_at) * 1000 AS millis
                      FROM decision d
                      JOIN LATERAL (SELECT min(received_at) AS received_at FROM event
                                     WHERE user_no = d.user_no AND type = :trigger) e ON true
                     WHERE d.rule = :rule AND d.outcome = 'GRANTED') AS times
            """;

    @Test
    void printsHowLongDecisionsTake() throws Exception {
        try (DurablePostgres postgres = new DurablePostgres(Map.of("track_commit_timestamp", "on"));
                SweepWorld world = new SweepWorld(postgres.database(), SweepWorkers.Settings.standard());
                LiveWorkers live = world.live(postgres.database(), LiveWorkers.Settings.standard())) {
            Population population = new Population(postgres, USERS);
            population.live(world);
            population.reset();
            world.start();
            sweep(world);
            List<String> users = users(postgres.database());
            live.start();
            double seconds = send(world, users);
            long left = postgres.database().inTransaction(LiveQueue::length);
            LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
            print(postgres.database(), seconds, left);
        }
    }

    /** Everybody was swept before, as in earnest. */
    private static void sweep(SweepWorld world) {
        RunId run = world.start(Instant.now(), true);
        while (!world.find(run).state().isFinal()) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static List<String> users(Database database) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT user_id FROM users ORDER BY hashtext(user_id)")
                .list(row -> row.text("user_id")));
    }

    private static double send(SweepWorld world, List<String> users) throws InterruptedException, ExecutionException {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        List<Future<?>> sending = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < SENDERS; i++) {
            int sender = i;
            sending.add(senders.submit(() -> send(world, users, sender, start)));
        }
        for (Future<?> one : sending) {
            one.get();
        }
        senders.shutdown();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Bodies at their time, however long the ones before took. */
    private static void send(SweepWorld world, List<String> users, int sender, long start) {
        int bodies = RATE * SECONDS / BODY;
        for (int body = sender; body < bodies; body += SENDERS) {
            long due = start + (long) body * BODY * 1_000_000_000L / RATE;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            world.events(lines(users, body), Instant.now());
        }
    }

    private static List<String> lines(List<String> users, int body) {
        Instant now = Instant.now();
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < BODY; line++) {
            int number = body * BODY + line;
            lines.add(
                    switch (number % TRIGGERS) {
                        case 0 -> line(users, number, number, "position.liquidated", now, "");
                        case 1 -> line(users, number, number, "ticket.updated", now, ticket(number) + ",\"csat\":1");
                        case 2 ->
                            line(users, number, number - 1, "ticket.solved", now.plusMillis(1), ticket(number - 1));
                        default -> line(users, number, number, "login", now, "");
                    });
        }
        return lines;
    }

    private static String ticket(int number) {
        return "\"id\":\"" + number + "\"";
    }

    private static String line(List<String> users, int number, int user, String type, Instant at, String payload) {
        return """
                {"event_id":"%s","type":"%s","user_id":"%s","occurred_at":"%s","source":"bench","schema_version":1,\
                "payload":{%s}}""".formatted(new UUID(7, number), type, users.get(user % users.size()), at, payload);
    }

    private static void print(Database database, double seconds, long left) {
        System.out.println(String.format(
                Locale.ROOT,
                "%,d events in %.1f s (%,.0f/s), %d users waited at the end",
                RATE * SECONDS,
                seconds,
                RATE * SECONDS / seconds,
                left));
        database.doInTransaction(transaction -> {
            print(transaction, "loss-care/risk-tools", "position.liquidated");
            print(transaction, "low-csat/say-sorry", "ticket.solved");
            transaction
                    .sql(
                            "SELECT count(*) AS grants, (SELECT count(*) FROM ledger_difference) AS differences FROM ledger_grant")
                    .list(row -> {
                        System.out.println(String.format(
                                Locale.ROOT,
                                "%,d grants, %d differences in the ledger",
                                row.number("grants"),
                                row.number("differences")));
                        return true;
                    });
        });
    }

    private static void print(Transaction transaction, String rule, String trigger) {
        transaction.sql(TIMES).bind("rule", rule).bind("trigger", trigger).list(row -> {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%,d decisions of %s: p50 %d ms, p95 %d ms, p99 %d ms",
                    row.number("decisions"),
                    rule,
                    row.number("p50"),
                    row.number("p95"),
                    row.number("p99")));
            return true;
        });
    }
}
