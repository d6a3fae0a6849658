package dev.tideline.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.job.JobState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReplaysIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final String TELL = "message(\"news\").by(IN_APP)";
    private static final String SERVICE = "class: service\nreentry: ";

    private ReplayScene scene;

    @BeforeEach
    void users() throws IOException {
        DB.truncate("event", "users", "person", "intake", "source_watermark", "replay");
        scene = new ReplayScene(DB.database());
        scene.take(List.of(
                trade(1, "early", "2026-01-01"), trade(2, "late", "2026-01-05"), trade(3, "early", "2026-01-10")));
        scene.replays.start();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private static String trade(int number, String user, String date) {
        return """
                {"event_id":"00000000-0000-4000-8000-%012d","type":"trade.executed","user_id":"%s",\
                "occurred_at":"%sT23:59:59.999999Z","payload":{"product":"spot","usdt":"10"}}""".formatted(number, user, date);
    }

    private static Map<String, String> playbook(String terms, String condition) {
        return ReplayScene.files("test", terms, ReplayScene.rule("test/tell", condition, TELL));
    }

    private List<String> run(Map<String, String> files, String from, String to) {
        return scene.run(files, from, to, Every.DAY).stream()
                .map(result -> result.date().getDayOfMonth() + ": " + result.candidates() + " " + result.decisions())
                .toList();
    }

    @Test
    void usersTakePartFromTheirFirstDayOnUpToItsLastInstant() {
        assertThat(run(playbook(SERVICE + "{ atMost: 99 }", "tradeCountTotal >= 0"), "2025-12-31", "2026-01-06"))
                .containsExactly("31: 0 0", "1: 1 1", "2: 1 1", "3: 1 1", "4: 1 1", "5: 2 2", "6: 2 2");
    }

    @Test
    void cooldownsPassOnVirtualDays() {
        assertThat(run(playbook(SERVICE + "{ cooldown: P3D }", "tradeCountTotal >= 1"), "2026-01-01", "2026-01-08"))
                .containsExactly("1: 1 1", "2: 1 0", "3: 1 0", "4: 1 1", "5: 2 1", "6: 2 0", "7: 2 1", "8: 2 1");
    }

    @Test
    void aPlaybookForThoseWhoEnterLeavesOutWhomItFitsOnTheFirstDay() {
        Map<String, String> files =
                playbook("start: entering\n" + SERVICE + "{ atMost: 99 }", "daysSinceLastTrade >= 2");
        assertThat(run(files, "2026-01-06", "2026-01-12"))
                .containsExactly("6: 1 0", "7: 2 1", "8: 2 1", "9: 2 1", "10: 1 1", "11: 1 1", "12: 2 2");
    }

    @Test
    void accountsOfOnePersonShareHisPast() {
        DB.database()
                .doInTransaction(transaction -> transaction.execute(
                        "UPDATE users SET person_no = (SELECT person_no FROM users WHERE user_id = 'early')"));
        assertThat(run(playbook(SERVICE + "{ once: ever }", "tradeCountTotal >= 1"), "2026-01-04", "2026-01-06"))
                .containsExactly("4: 1 1", "5: 2 0", "6: 2 0");
    }

    @Test
    void segmentsAreCarriedFromDayToDay() {
        Map<String, String> files = playbook(SERVICE + "{ atMost: 99 }", "previousStage == \"NEW_TRADER\"");
        assertThat(run(files, "2026-01-01", "2026-03-31").stream()
                        .filter(line -> !line.endsWith("0 0"))
                        .findFirst())
                .isPresent();
    }

    @Test
    void capsOfContactsAndIncentivesCountWhatVirtualDaysGranted() throws IOException {
        scene.feed("""
                user_id,snapshot_date,account_status,region_group,risk_score,client_class
                early,2026-01-01,OPEN,GLOBAL,0,RETAIL
                """);
        scene.take(List.of("""
                {"event_id":"00000000-0000-4000-8000-000000000009","type":"kyc.passed","user_id":"early",\
                "occurred_at":"2026-01-01T12:00:00Z","payload":{"level":2}}"""));
        String terms = "class: promotional\nholdout: { control: 0 }\nreentry: { atMost: 99 }";
        assertThat(run(playbook(terms, "tradeCountTotal >= 1"), "2026-01-01", "2026-01-04"))
                .containsExactly("1: 1 1", "2: 1 1", "3: 1 1", "4: 1 1");
        assertThat(decisions(terms, TELL)).isEqualTo("1111100111110011");
        assertThat(decisions(terms, "offer(\"fee-voucher-10\")")).isEqualTo("1110000000000000");
    }

    /** One digit for each of the first 16 days: how many were granted something. */
    private String decisions(String terms, String action) {
        String rule = ReplayScene.rule("test/tell", "firstTradeAt < \"2026-01-03\"", action);
        return scene.run(ReplayScene.files("test", terms, rule), "2026-01-01", "2026-01-16", Every.DAY).stream()
                .map(result -> String.valueOf(result.decisions()))
                .collect(Collectors.joining());
    }

    @Test
    void listsEveryDateAndRuleInOrderWithZeros() {
        Map<String, String> files = ReplayScene.files(
                "test",
                SERVICE + "{ once: ever }",
                ReplayScene.rule("test/b", "tradeCountTotal >= 9", TELL)
                        + ReplayScene.rule("test/a", "tradeCountTotal >= 9", TELL));
        assertThat(scene.run(files, "2026-01-01", "2026-02-28", Every.MONTH))
                .extracting(result -> result.date() + " " + result.rule() + " " + result.candidates())
                .containsExactly(
                        "2026-01-31 test/a 0", "2026-01-31 test/b 0", "2026-02-28 test/a 0", "2026-02-28 test/b 0");
    }

    @Test
    void changesNoLiveRow() {
        String before = checksums();
        run(playbook(SERVICE + "{ atMost: 99 }", "lifecycleStage != null"), "2026-01-01", "2026-01-31");
        assertThat(before).contains("users ", "decision ", "outbox ", "event ");
        assertThat(checksums()).isEqualTo(before);
    }

    private static String checksums() {
        return DB.database()
                .inTransaction(
                        transaction -> String.join("\n", transaction.sql("""
                        SELECT table_name || ' ' || coalesce((xpath('//s/text()', query_to_xml(
                                 'SELECT count(*) || md5(string_agg(t::text, '','' ORDER BY t::text)) AS s FROM '
                                     || quote_ident(table_name) || ' t', true, true, '')))[1]::text, '') AS t
                          FROM information_schema.tables
                         WHERE table_schema = 'tideline' AND table_type = 'BASE TABLE'
                           AND table_name NOT IN ('replay', 'replay_result')
                         ORDER BY table_name
                        """).list(row -> row.text("t"))));
    }

    @Test
    void reportsEveryProblemOfTheFilesWithItsPlace() {
        Map<String, String> files = playbook(SERVICE + "{ once: ever }", "noSuchField == 1, tradeCountTotal >= \"x\"");
        assertThat(scene.replays
                        .plan(ReplayScene.request(files, "2026-01-01", "2026-01-02", Every.DAY))
                        .problems())
                .extracting(problem -> problem.place().text())
                .hasSize(2)
                .allMatch(place -> place.startsWith("rules.drl:4:"));
    }

    @Test
    void refusesSpansThatAreTurnedAroundAheadEmptyOrTooLong() {
        assertThat(refusal("2026-02-01", "2026-01-01", Every.DAY)).isEqualTo("/to");
        assertThat(refusal("2026-01-01", "2026-04-02", Every.DAY)).isEqualTo("/to");
        assertThat(refusal("2026-01-01", "2026-01-30", Every.MONTH)).isEqualTo("/every");
        assertThat(refusal("1990-01-01", "2026-01-30", Every.DAY)).isEqualTo("/from");
    }

    private String refusal(String from, String to, Every every) {
        return scene.replays
                .plan(ReplayScene.request(playbook(SERVICE + "{ once: ever }", "vipLevel == 0"), from, to, every))
                .problems()
                .get(0)
                .place()
                .pointer();
    }

    @Test
    void beginsAgainWhenItsServerDiedButNotForEver() {
        scene.close();
        ReplayRequest request = ReplayScene.request(
                playbook(SERVICE + "{ once: ever }", "tradeCountTotal >= 1"), "2026-01-01", "2026-01-02", Every.DAY);
        long first = scene.replays.plan(request).orThrow();
        long second = scene.replays.plan(request).orThrow();
        abandon(first, 1);
        abandon(second, 3);
        scene = new ReplayScene(DB.database());
        scene.replays.start();
        assertThat(scene.ended(first).state()).isEqualTo(JobState.DONE);
        assertThat(scene.ended(second).state()).isEqualTo(JobState.FAILED);
        assertThat(scene.ended(second).reason()).contains("3 servers stopped");
    }

    @Test
    void beginsAgainWhenTheDatabaseRefusesAndKeepsItsWordsInTheLog() {
        Map<String, String> files = playbook(SERVICE + "{ once: ever }", "tradeCountTotal >= 1");
        ReplayRequest request = ReplayScene.request(files, "2026-01-01", "2026-01-02", Every.DAY);
        try {
            refuseUpToAttempt(1);
            long passing = scene.replays.plan(request).orThrow();
            assertThat(scene.ended(passing).state()).isEqualTo(JobState.DONE);
            refuseUpToAttempt(9);
            long lasting = scene.replays.plan(request).orThrow();
            Replay failed = scene.ended(lasting);
            assertThat(failed.state()).isEqualTo(JobState.FAILED);
            assertThat(failed.reason())
                    .startsWith("The replay " + lasting + " failed.")
                    .doesNotContain("secret");
        } finally {
            DB.database()
                    .doInTransaction(
                            transaction -> transaction.execute("DROP TRIGGER IF EXISTS refuse_done ON replay"));
        }
    }

    private static void refuseUpToAttempt(int attempt) {
        DB.database().doInTransaction(transaction -> {
            transaction.execute("""
                    CREATE OR REPLACE FUNCTION refuse_done() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN RAISE EXCEPTION ''secret host''; END'""");
            transaction.execute("DROP TRIGGER IF EXISTS refuse_done ON replay");
            transaction.execute("""
                    CREATE TRIGGER refuse_done BEFORE UPDATE ON replay FOR EACH ROW
                    WHEN (new.state = 'DONE' AND new.attempt <= %d) EXECUTE FUNCTION refuse_done()
                    """.formatted(attempt));
        });
    }

    private static void abandon(long number, int attempt) {
        DB.database()
                .doInTransaction(transaction -> transaction
                        .sql("UPDATE replay SET state = 'RUNNING', attempt = :attempt, started_at = now(),"
                                + " seen_at = now() - interval '1 minute' WHERE replay_no = :number")
                        .bind("attempt", attempt)
                        .bind("number", number)
                        .update());
    }

    @Test
    void cancelsWhatWaitsAndRefusesTooMany() {
        scene.close();
        ReplayRequest request = ReplayScene.request(
                playbook(SERVICE + "{ once: ever }", "tradeCountTotal >= 1"), "2026-01-01", "2026-01-02", Every.DAY);
        long number = scene.replays.plan(request).orThrow();
        assertThat(scene.replays.cancel(number, "tester")).isTrue();
        assertThat(scene.replays.cancel(number, "tester")).isFalse();
        assertThat(scene.replays.find(number).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        for (int i = 0; i < 20; i++) {
            scene.replays.plan(request).orThrow();
        }
        assertThatThrownBy(() -> scene.replays.plan(request)).isInstanceOf(TooManyReplays.class);
    }
}
