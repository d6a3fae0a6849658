package dev.tideline.engine.pull;

import static dev.tideline.engine.pull.PullScene.BANNER;
import static dev.tideline.engine.pull.PullScene.NOW;
import static dev.tideline.engine.pull.PullScene.PLAYBOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.audit.DecisionAudit;
import dev.tideline.engine.audit.Recomputed;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.pull.choice.Other;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.engine.risk.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What calls keep of what they refuse. */
final class RefusedPullsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final EvaluationPolicy POLICY = People.policy();
    private static final BudgetId CAMPAIGN = BudgetId.campaign(PLAYBOOK);
    private static final String BOOSTER = "idle-cash-earn";
    private static final int PERSONS = 20;

    private static Publications publications;
    private static PullScene scene;
    private static Pulls pulls;

    @BeforeAll
    static void live() throws IOException {
        publications = new Publications(DB.database(), PLAYBOOK);
        scene = new PullScene(DB, publications.holder());
        pulls = scene.pulls(POLICY, scene.offers(POLICY));
        People people = new People(NOW);
        for (int user = 0; user < PERSONS; user++) {
            people.user("u-" + user, "u-" + user, 40, false);
            people.user("stuck-" + user, "stuck-" + user, 40, false, ",\"idle_stablecoin\":100000");
            people.user("flagged-" + user, "flagged-" + user, 40, false, ",\"risk_flags\":[\"WASH_TRADE\"]");
            people.withdrew("stuck-" + user, NOW.minus(Duration.ofHours(30)));
        }
        people.user("kin", "kin", 40, false);
        people.user("sanctioned", "kin", 40, false, ",\"risk_flags\":[\"SANCTIONS_HIT\"]");
        people.take(DB.database());
    }

    @AfterAll
    static void stop() {
        publications.close();
    }

    @BeforeEach
    void afresh() {
        scene.afresh();
    }

    private static Answer decide(String user, Placement placement, Instant at) {
        return pulls.decide(new Ask(user, placement, "{}"), new TimeBudget(), at)
                .orElseThrow();
    }

    private static Answer preview(String user) {
        return pulls.preview(new Ask(user, BANNER, "{}"), NOW).orElseThrow();
    }

    /** One of these users who is in no holdout of the playbook. */
    private static String free(String kind) {
        for (int user = 0; user < PERSONS; user++) {
            if (preview(kind + user).proposals().stream()
                    .map(Proposal::playbook)
                    .toList()
                    .equals(List.of(PLAYBOOK))) {
                return kind + user;
            }
        }
        throw new AssertionError("Nobody is offered anything: " + preview(kind + 0));
    }

    private static void budget(String playbook, String amount) {
        scene.ledger().open(BudgetId.campaign(playbook), Limits.total(PullScene.USDT.of(amount)), NOW);
    }

    private static void limit(String amount) {
        Budget budget = scene.ledger().budget(CAMPAIGN).orElseThrow();
        scene.ledger().limit(CAMPAIGN, Limits.total(PullScene.USDT.of(amount)), budget.revision(), NOW);
    }

    private static List<String> kept() {
        return scene.lines(
                "SELECT concat_ws(' ', rule, outcome, reason) AS line FROM decision ORDER BY decided_at, rule");
    }

    private static List<String> rows() {
        return scene.lines(
                "SELECT d::text AS line FROM decision d UNION ALL SELECT s::text FROM decision_state s ORDER BY 1");
    }

    private static void allReplay() {
        DecisionAudit audit = new DecisionAudit(DB.database(), publications.holder(), POLICY);
        assertThat(scene.lines("SELECT decision_id::text AS line FROM decision"))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(audit.recompute(UUID.fromString(id)))
                        .hasValue(new Recomputed(UUID.fromString(id), "", List.of())));
    }

    @Test
    void whatABudgetRefusesIsKeptOnceForEachReason() {
        budget(PLAYBOOK, "1000");
        String user = free("u-");
        afresh();
        Answer refused = decide(user, BANNER, NOW);
        String voucher = PLAYBOOK + "/offer-voucher DROPPED ";
        assertThat(refused.status()).isEqualTo(Answer.Status.NOTHING);
        assertThat(kept()).containsExactly(voucher + "BUDGET_UNKNOWN");
        List<String> before = rows();
        assertThat(decide(user, BANNER, NOW.plusSeconds(60)).others()).isEqualTo(refused.others());
        assertThat(rows()).as("asked again").isEqualTo(before);
        budget(PLAYBOOK, "9.99");
        decide(user, BANNER, NOW.plusSeconds(120));
        limit("9");
        decide(user, BANNER, NOW.plusSeconds(180));
        assertThat(kept()).containsExactly(voucher + "BUDGET_UNKNOWN", voucher + "BUDGET_EXHAUSTED");
        assertThat(
                        scene.lines(
                                "SELECT parts -> 0 -> 'values' ->> 'left' AS line FROM decision WHERE reason = 'BUDGET_EXHAUSTED'"))
                .containsExactly("9.99 USDT");
        allReplay();
        limit("1000");
        assertThat(decide(user, BANNER, NOW.plusSeconds(240)).status()).isEqualTo(Answer.Status.OFFERED);
        assertThat(kept()).hasSize(3).contains(PLAYBOOK + "/offer-voucher GRANTED GRANTED");
        assertThat(scene.lines("SELECT state AS line FROM offer")).containsExactly("OPEN");
        allReplay();
    }

    @Test
    void aPreviewAndAFallbackKeepNothingOfWhatTheyRefuse() {
        assertThat(preview("u-0").others()).isNotEmpty();
        TimeBudget over = new TimeBudget();
        assertThat(over.end()).isTrue();
        assertThat(pulls.decide(new Ask("u-0", BANNER, "{}"), over, NOW)
                        .orElseThrow()
                        .status())
                .isEqualTo(Answer.Status.FALLBACK);
        assertThat(rows()).isEmpty();
    }

    @Test
    void whatRiskDeniesIsKeptWithWhatItSaid() {
        budget(PLAYBOOK, "1000");
        String user = free("u-");
        Clearance denied = Clearance.of(Verdict.given(Verdict.Kind.DENY, "fraud"), Set.of(PLAYBOOK + "/offer-voucher"));
        Call call = new Call(new Ask(user, BANNER, "{}"), new TimeBudget(), denied);
        pulls.decide(List.of(call), NOW);
        assertThat(scene.lines(
                        "SELECT concat_ws(' ', reason, parts -> 0 -> 'values' ->> 'code') AS line FROM decision"))
                .containsExactly("RISK_DENIED fraud");
        allReplay();
    }

    @Test
    void whatGatesAndReEntryRefuseAfterAnOfferIsKept() {
        budget(PLAYBOOK, "1000");
        String user = free("u-");
        Instant ended = NOW.plus(BANNER.ttl()).plusSeconds(1);
        decide(user, BANNER, NOW);
        decide(user, BANNER, ended);
        decide(user, BANNER, ended.plusSeconds(60));
        assertThat(kept())
                .containsExactly(
                        PLAYBOOK + "/offer-voucher GRANTED GRANTED", PLAYBOOK + "/offer-voucher DROPPED COOLDOWN");
        allReplay();
    }

    @Test
    void whatAGuardrailRefusesIsKeptWithItsGroundsAndReplaysWithoutThemToo() {
        budget(PLAYBOOK, "1000");
        decide("flagged-0", BANNER, NOW);
        assertThat(scene.lines(
                        "SELECT concat_ws(' ', reason, parts #>> '{0,values,guardrail}', parts #>> '{0,values,risk_flags}')"
                                + " AS line FROM decision"))
                .containsExactly("INELIGIBLE_RISK risk/abuse-flag [WASH_TRADE]");
        allReplay();
        String former = "UPDATE decision SET parts = parts #- '{0,values,guardrail}' #- '{0,values,condition}'";
        DB.database().doInTransaction(transaction -> transaction.execute(former + " #- '{0,values,risk_flags}'"));
        allReplay();
    }

    @Test
    void whatAnotherAccountOfThePersonForbidsReplays() {
        budget(PLAYBOOK, "1000");
        decide("kin", BANNER, NOW);
        assertThat(
                        scene.lines(
                                "SELECT concat_ws(' ', reason, inputs #>> '{refused_by,INELIGIBLE_SANCTIONS}') AS line FROM decision"))
                .containsExactly("INELIGIBLE_SANCTIONS sanctioned");
        allReplay();
    }

    /** A status message has the one place; the voucher that it left none for still counts against the booster below it. */
    @Test
    void whatFindsNoPlaceIsKeptWithTheScreenThatWasFull() {
        budget(PLAYBOOK, "1000");
        budget(BOOSTER, "1000");
        String user = IntStream.range(0, PERSONS)
                .mapToObj(number -> "stuck-" + number)
                .filter(one -> preview(one).others().stream()
                        .map(Other::reason)
                        .toList()
                        .equals(List.of("PLACEMENT_FULL", "CAP_OFFERS")))
                .findFirst()
                .orElseThrow();
        Answer answer = decide(user, BANNER, NOW);
        assertThat(answer.others())
                .first()
                .isEqualTo(new Other(
                        PLAYBOOK,
                        PLAYBOOK + "/offer-voucher",
                        "DROPPED",
                        "PLACEMENT_FULL",
                        new TreeMap<>(Map.of("placement", "home-banner", "shows", "1"))));
        assertThat(kept())
                .containsExactly(
                        PLAYBOOK + "/offer-voucher DROPPED PLACEMENT_FULL",
                        BOOSTER + "/offer-booster DROPPED CAP_OFFERS",
                        "stuck-withdrawal/status-message GRANTED GRANTED");
        assertThat(scene.lines("SELECT DISTINCT inputs ->> 'placement' AS line FROM decision"))
                .containsExactly("home-banner");
        assertThat(scene.lines("SELECT channel AS line FROM contact")).containsExactly("IN_APP");
        assertThat(scene.lines("SELECT incentive AS line FROM incentive_grant")).isEmpty();
        allReplay();
    }

    /** The message is about more than the voucher, and its playbook says that it survives it. */
    @Test
    void aMessageThatSurvivesItsIncentiveIsOfferedWithoutIt() {
        Map<String, String> shipped = publications.files(10, "");
        Map<String, String> files = new TreeMap<>(shipped);
        files.computeIfPresent("rules.drl", (name, text) -> text.replace("by(PUSH, EMAIL)", "by(IN_APP)"));
        files.computeIfPresent("playbook.yaml", (name, text) -> text + "\ntouchSurvivesIncentive: true\n");
        budget(PLAYBOOK, "1000");
        String user = free("u-");
        publications.publish(files, "100000", 100);
        limit("9");
        Answer answer = decide(user, BANNER, NOW);
        assertThat(answer.offers()).singleElement().satisfies(offer -> {
            assertThat(offer.proposal().incentives()).isEmpty();
            assertThat(offer.proposal().template()).isNotNull();
        });
        assertThat(scene.lines("SELECT concat_ws(' ', p ->> 'kind', p ->> 'outcome', p ->> 'reason') AS line"
                        + " FROM decision, jsonb_array_elements(parts) p ORDER BY 1"))
                .containsExactly("INCENTIVE DROPPED BUDGET_EXHAUSTED", "TOUCH GRANTED GRANTED");
        allReplay();
        publications.publish(shipped, "100000", 100);
    }
}
