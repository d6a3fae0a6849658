package dev.tideline.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.replay.ReplayRequest.Arbitration;
import dev.tideline.engine.replay.travel.Company;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.playbook.Playbook;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

final class TimeTravelIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int USERS = 5;
    private static final String GOODWILL =
            "class: goodwill\nreentry: { once: ever }\nexclusivity: { group: gifts, policy: EXCLUSIVE }";
    private static final String VOUCHER = "offer(\"fee-voucher-10\").by(IN_APP)";
    private static final BudgetPlan PLAN =
            BudgetPlanReader.read("budgets.yaml", """
                    asset: USDT
                    campaigns:
                      default: { total: "1000" }
                      mine: { total: "30", perPeriod: "20", period: "calendar(day, UTC)" }
                    """, Assets.shipped()).orThrow();

    private boolean rivalIsLive;

    private ReplayScene scene;

    @BeforeEach
    void users() throws IOException {
        DB.truncate("event", "users", "person", "intake", "source_watermark", "replay", "playbook_version");
        scene = new ReplayScene(DB.database(), PLAN, this::live);
        StringBuilder feed =
                new StringBuilder("user_id,snapshot_date,account_status,region_group,risk_score,client_class\n");
        List<String> events = new ArrayList<>();
        IntStream.range(0, USERS).forEach(user -> {
            feed.append("u").append(user).append(",2026-01-01,OPEN,GLOBAL,0,RETAIL\n");
            events.add(event(user, 0, "trade.executed", "\"product\":\"spot\",\"usdt\":\"10\""));
            events.add(event(user, 1, "kyc.passed", "\"level\":2"));
        });
        scene.take(events);
        scene.feed(feed.toString());
        scene.replays.start();
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private static String event(int user, int number, String type, String payload) {
        return """
                {"event_id":"00000000-0000-4000-8000-%06d%06d","type":"%s","user_id":"u%d",\
                "occurred_at":"2026-01-01T12:00:00Z","payload":{%s}}""".formatted(user, number, type, user, payload);
    }

    /** A live playbook that ranks higher and fits everybody. */
    private static Map<String, String> rival() {
        Map<String, String> files = new TreeMap<>(
                ReplayScene.files("rival", GOODWILL, ReplayScene.rule("rival/give", "kycLevel == 2", VOUCHER)));
        files.computeIfPresent("playbook.yaml", (name, text) -> text.replace("priority: 50", "priority: 90"));
        return files;
    }

    private static Map<String, String> mine(String condition) {
        return ReplayScene.files("mine", GOODWILL, ReplayScene.rule("mine/give", condition, VOUCHER));
    }

    private LoadedRulebook live() {
        Map<String, String> files = rival();
        Company company = Company.of(files, List.of(), Vocabulary.shipped());
        Playbook rival = company.tested();
        DB.database()
                .doInTransaction(transaction -> transaction
                        .sql("""
                        INSERT INTO playbook_version (hash, playbook, files, origin)
                        VALUES (:hash, 'rival', :files::jsonb, 'folder') ON CONFLICT DO NOTHING
                        """)
                        .bind("hash", rival.version())
                        .bind("files", new JsonMapper().writeValueAsString(files))
                        .update());
        PlaybookState state = new PlaybookState(
                "rival",
                rival.version(),
                !rivalIsLive,
                false,
                "",
                "",
                Instant.EPOCH,
                List.of(),
                100,
                "",
                List.of(),
                null);
        LoadedRulebook loaded = company.loaded();
        return new LoadedRulebook(
                0, false, "", loaded.rulebook(), loaded.playbooks(), Map.of("rival", state), Map.of());
    }

    private List<Replay.Result> travel(Map<String, String> files, Map<String, String> against, String to) {
        return scene.run(new ReplayRequest(
                files,
                Arbitration.FULL,
                against,
                LocalDate.parse("2026-01-02"),
                LocalDate.parse(to),
                Every.DAY,
                "tester"));
    }

    @Test
    void everybodySharesTheBudgetsOfADayAndOfTheCampaign() {
        rivalIsLive = false;
        List<Replay.Result> results = travel(mine("tradeCountTotal >= 1"), Map.of(), "2026-01-04");

        assertThat(results).extracting(Replay.Result::candidates).containsExactly(5L, 5L, 5L);
        assertThat(results).extracting(Replay.Result::decisions).containsExactly(2L, 1L, 0L);
        assertThat(results)
                .extracting(Replay.Result::spend)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(new BigDecimal("20"), BigDecimal.TEN, BigDecimal.ZERO);
        assertThat(results.get(0).refused()).hasSize(1);
        assertThat(results.get(0).refused().firstKey()).startsWith("BUDGET");
        assertThat(results.get(1).refused()).containsEntry("ALREADY_GRANTED", 2L);
        assertThat(travel(mine("tradeCountTotal >= 1"), Map.of(), "2026-01-04")).isEqualTo(results);
    }

    @Test
    void losesUsersToLivePlaybooksThatRankHigher() {
        rivalIsLive = true;
        List<Replay.Result> results = travel(mine("tradeCountTotal >= 1"), Map.of(), "2026-01-02");

        assertThat(results)
                .extracting(row -> row.rule() + " " + row.candidates() + " " + row.decisions())
                .containsExactly("mine/give 5 0", "rival/give 5 5");
        assertThat(results.get(0).refused()).containsOnlyKeys("LOST_TO(rival)");
    }

    @Test
    void comparesTwoVersionsDayByDay() {
        rivalIsLive = false;
        Map<String, String> wide = mine("tradeCountTotal >= 1");
        Map<String, String> narrow = mine("tradeCountTotal >= 2");
        List<Replay.Result> results = travel(wide, narrow, "2026-01-03");

        assertThat(results).hasSize(4);
        assertThat(results.stream().map(Replay.Result::version).distinct()).hasSize(2);
        assertThat(results.stream()
                        .filter(row -> row.candidates() == 0 && row.date().getDayOfMonth() == 2))
                .hasSize(1);
        assertThat(results.stream().mapToLong(Replay.Result::decisions).sum()).isEqualTo(3);
    }

    @Test
    void comparesNothingWithAnotherPlaybookOrAlone() {
        assertThat(scene.replays
                        .plan(new ReplayRequest(
                                mine("tradeCountTotal >= 1"),
                                Arbitration.FULL,
                                rival(),
                                LocalDate.parse("2026-01-02"),
                                LocalDate.parse("2026-01-02"),
                                Every.DAY,
                                "tester"))
                        .problems())
                .isNotEmpty();
        assertThat(scene.replays
                        .plan(new ReplayRequest(
                                mine("tradeCountTotal >= 1"),
                                Arbitration.ALONE,
                                mine("tradeCountTotal >= 2"),
                                LocalDate.parse("2026-01-02"),
                                LocalDate.parse("2026-01-02"),
                                Every.DAY,
                                "tester"))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.place().pointer()).isEqualTo("/arbitration"));
    }
}
