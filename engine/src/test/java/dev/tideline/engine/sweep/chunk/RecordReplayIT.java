package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.audit.DecisionAudit;
import dev.tideline.engine.audit.Recomputed;
import dev.tideline.engine.audit.RecordReplay;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.decision.DecisionReader;
import dev.tideline.engine.decision.StoredDecision;
import dev.tideline.engine.decision.store.PostgresDecisionReader;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every record holds all that was read: 1,000 of them here; {@code -Dreplayed=10000} for promise 19 at length. */
final class RecordReplayIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int DECISIONS = Integer.getInteger("replayed", 1_000);
    private static final int USERS = DECISIONS;
    private static final int AUDITED = 120;
    private static final int DAYS = 15;
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    @Test
    void aDecisionReplayedFromItsRecordComesOutByteForByteTheSame() {
        try (SweepWorld world =
                new SweepWorld(DB.database(), new SweepWorkers.Settings(2, 200, Duration.ofSeconds(15)))) {
            world.start();
            live(world, new SeededLife(19, USERS));
            Map<Instant, List<StoredDecision>> logged = logged();
            List<StoredDecision> all =
                    logged.values().stream().flatMap(List::stream).toList();
            assertThat(all.size()).isGreaterThanOrEqualTo(DECISIONS);
            assertThat(all.stream().map(StoredDecision::reason).distinct()).hasSizeGreaterThan(3);
            System.out.println(all.size() + " decisions replayed: "
                    + all.stream().collect(Collectors.groupingBy(StoredDecision::reason, Collectors.counting())));
            logged.forEach((at, decisions) -> replay(world, at, decisions));
            List<StoredDecision> some = IntStream.range(0, AUDITED)
                    .mapToObj(i -> all.get(i * all.size() / AUDITED))
                    .toList();
            some.forEach(stored -> assertThat(world.audit().recompute(stored.id()))
                    .hasValue(new Recomputed(stored.id(), "", List.of())));
            aRecordWhoseRulebookIsLostIsTold(world.audit(), some.get(0));
            IntStream.range(0, AUDITED).forEach(i -> aTamperedRecordIsTold(world.audit(), some.get(i), i));
        }
    }

    private static void aRecordWhoseRulebookIsLostIsTold(DecisionAudit audit, StoredDecision stored) {
        DB.database()
                .doInTransaction(transaction ->
                        transaction.execute("UPDATE decision_basis SET rulebook_hash = 'lost ' || rulebook_hash"));
        assertThat(audit.recompute(stored.id()).orElseThrow().obstacle()).contains("lost " + stored.rulebookHash());
        DB.database()
                .doInTransaction(transaction ->
                        transaction.execute("UPDATE decision_basis SET rulebook_hash = substr(rulebook_hash, 6)"));
    }

    /** Something else is changed in each record. */
    private static void aTamperedRecordIsTold(DecisionAudit audit, StoredDecision stored, int turn) {
        List<String> changes = List.of(
                "reason = reason || '_'",
                "outcome = CASE outcome WHEN 'DROPPED' THEN 'GRANTED' ELSE 'DROPPED' END",
                "probability_bps = probability_bps % 10000 + 1",
                "expires_at = expires_at + interval '1 second'",
                "occurrence = occurrence || '9'",
                "version = reverse(version)",
                "parts = jsonb_set(parts, '{0,reason}', '\"NO_REASON\"')",
                "parts = parts || '[{}]'",
                "inputs = '{}'",
                "inputs = replace(inputs::text, '\"as_of\":\"2', '\"as_of\":\"1')::json",
                "inputs = replace(inputs::text, '\"score\":\"', '\"score\":\"9')::json",
                "inputs = replace(inputs::text, '\"cleared@1\"', '\"cleared@9\"')::json");
        String change = changes.get(turn % changes.size());
        change(change, stored);
        Recomputed told = audit.recompute(stored.id()).orElseThrow();
        assertThat(told.isIdentical()).as("%s: %s", change, told).isFalse();
        assertThat(told.obstacle().isEmpty() && told.differences().isEmpty()).isFalse();
    }

    private static void change(String change, StoredDecision stored) {
        DB.database()
                .doInTransaction(transaction -> transaction
                        .sql("UPDATE decision SET " + change + " WHERE decision_id = :id")
                        .bind("id", stored.id())
                        .update());
    }

    private static void live(SweepWorld world, SeededLife life) {
        world.feed(life.accounts(START.minus(Duration.ofDays(130))), START);
        world.events(life.beginnings(START), START);
        world.neverStale();
        for (int day = 0; day < DAYS; day++) {
            Instant midnight = START.plus(Duration.ofDays(day));
            world.events(life.day(midnight), midnight.plus(Duration.ofDays(1)));
            assertThat(world.sweep(midnight.plus(Duration.ofHours(25)), false).state())
                    .isEqualTo(RunState.DONE);
        }
    }

    private static Map<Instant, List<StoredDecision>> logged() {
        DecisionReader reader = new PostgresDecisionReader(DB.database().client());
        Map<Instant, List<StoredDecision>> logged = new TreeMap<>();
        for (int user = 0; user < USERS; user++) {
            reader.ofUser("u" + user, null, 500)
                    .block(Duration.ofSeconds(10))
                    .decisions()
                    .forEach(decision -> logged.computeIfAbsent(decision.decidedAt(), at -> new ArrayList<>())
                            .add(decision));
        }
        return logged;
    }

    private static void replay(SweepWorld world, Instant at, List<StoredDecision> decisions) {
        List<String> parts = new ArrayList<>();
        try (EvaluationSetting setting = world.setting(at)) {
            RecordReplay replay = new RecordReplay(setting.context(), setting.evaluator());
            for (StoredDecision stored : decisions) {
                RecordReplay.Replayed replayed = replay.replay(stored, false);
                assertThat(List.of(
                                replayed.result().outcome(),
                                replayed.result().reason(),
                                replayed.result().occurrence(),
                                replayed.result().expiresAt(),
                                String.valueOf(replayed.result().retryAt()),
                                replayed.result().probability()))
                        .as("%s", stored)
                        .isEqualTo(List.of(
                                stored.outcome(),
                                stored.reason(),
                                stored.occurrence(),
                                stored.expiresAt(),
                                String.valueOf(stored.retryAt()),
                                stored.probability()));
                parts.add(replayed.parts());
            }
        }
        assertThat(asKept(parts))
                .isEqualTo(decisions.stream().map(StoredDecision::parts).toList());
    }

    /** The bytes that the column of parts keeps of a text. */
    private static List<String> asKept(List<String> texts) {
        return DB.database()
                .inTransaction(transaction -> transaction
                        .sql(
                                "SELECT t::jsonb::text AS kept FROM unnest(:texts::text[]) WITH ORDINALITY AS x (t, n) ORDER BY n")
                        .bind("texts", texts)
                        .list(row -> row.text("kept")));
    }
}
