package dev.tideline.engine.pull;

import static dev.tideline.engine.pull.PullScene.BANNER;
import static dev.tideline.engine.pull.PullScene.HUB;
import static dev.tideline.engine.pull.PullScene.NOW;
import static dev.tideline.engine.pull.PullScene.PLAYBOOK;
import static dev.tideline.engine.pull.PullScene.USDT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.BudgetId.Kind;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.offer.Asked;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.engine.risk.Verdict;
import dev.tideline.rules.money.Money;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is reserved only when it is accepted is charged as everything is: to every budget, under every breaker. */
final class AcceptsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Set<String> ASKED = Set.of("dormant-30-funded/offer-voucher");
    private static final BudgetId DEVICE = new BudgetId(Kind.DEVICE, "shared");
    private static final int DORMANT = 40;
    private static final String BUDGETS = """
            asset: USDT
            campaigns: { default: { total: "1000" } }
            groups: { recall: { playbooks: [dormant-30-funded], total: "1000" } }
            periods: { month: { total: "1000" } }
            person: { total: "1000" }
            clusters: { device: { total: "1000" } }
            breakers: { default: %s }
            """;

    private static final List<String> USERS = new ArrayList<>();
    private static PullScene scene;

    @BeforeAll
    static void live() throws IOException {
        scene = new PullScene(DB);
        People people = new People(NOW);
        for (int user = 0; user < DORMANT; user++) {
            people.user("u-" + user, "u-" + user, 40, false, ",\"device_cluster\":\"shared\"");
        }
        people.take(DB.database());
        Side side = side("{}");
        for (int user = 0; user < DORMANT; user++) {
            Answer preview =
                    side.pulls().preview(new Ask("u-" + user, HUB, "{}"), NOW).orElseThrow();
            if (preview.status() == Answer.Status.OFFERED) {
                USERS.add("u-" + user);
            }
        }
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void afresh() {
        scene.afresh();
    }

    private record Side(Pulls pulls, Offers offers) {

        Offer offered(String user, Placement placement) {
            return answered(user, placement).offers().stream()
                    .filter(offer -> offer.proposal().playbook().equals(PLAYBOOK))
                    .findFirst()
                    .orElseThrow();
        }

        Answer answered(String user, Placement placement) {
            return pulls.decide(new Ask(user, placement, "{}"), new TimeBudget(), NOW)
                    .orElseThrow();
        }

        Turned accept(UUID id) {
            return offers.turn(id, Turn.ACCEPT, NOW);
        }
    }

    private static Side side(String breakers) {
        EvaluationPolicy policy = People.policy(BUDGETS.formatted(breakers));
        Offers offers = scene.offers(policy);
        return new Side(scene.pulls(policy, offers), offers);
    }

    private static void limit(BudgetId id, String total) {
        scene.ledger().open(id, Limits.total(USDT.of(total)), NOW);
        scene.ledger()
                .limit(
                        id,
                        Limits.total(USDT.of(total)),
                        scene.ledger().budget(id).orElseThrow().revision(),
                        NOW);
    }

    private static Money spent(BudgetId id) {
        return scene.ledger().budget(id).orElseThrow().spent();
    }

    @Test
    void itIsChargedToTheBudgetsThatADecisionWouldCharge() {
        Side side = side("{}");
        side.offered(USERS.get(0), BANNER);
        String decided = scene.lines("SELECT array_to_string(budgets, ' ') AS line FROM ledger_grant")
                .get(0);
        afresh();
        Offer offer = side.offered(USERS.get(0), HUB);
        assertThat(scene.lines("SELECT grant_key AS line FROM ledger_grant")).isEmpty();
        assertThat(side.accept(offer.decision())).isInstanceOf(Turned.Done.class);
        assertThat(scene.lines("SELECT array_to_string(budgets, ' ') AS line FROM ledger_grant"))
                .containsExactly(decided);
        assertThat(decided).contains("CAMPAIGN:", "GROUP:recall", "PERIOD:month", "PERSON:p-", "DEVICE:shared");
        scene.adds();
    }

    @Test
    void eachBudgetThatLacksRoomRefusesItByName() {
        Side side = side("{}");
        Offer offer = side.offered(USERS.get(0), HUB);
        for (BudgetId id : List.of(
                BudgetId.campaign(PLAYBOOK),
                new BudgetId(Kind.GROUP, "recall"),
                new BudgetId(Kind.PERIOD, "month"),
                new BudgetId(Kind.PERSON, "p-" + USERS.get(0)),
                DEVICE)) {
            limit(id, "5");
            Turned.Declined declined = (Turned.Declined) side.accept(offer.decision());
            assertThat(declined.reason()).isEqualTo("BUDGET_EXHAUSTED");
            assertThat(declined.values())
                    .containsEntry("budget", id.toString())
                    .containsEntry("left", "5 USDT")
                    .containsEntry("asked", "10 USDT");
            assertThat(declined.why()).contains(id.toString(), "5 USDT", "10 USDT");
            assertThat(declined.offer().state()).isEqualTo(OfferState.OPEN);
            limit(id, "1000");
        }
        assertThat(side.accept(offer.decision())).isInstanceOf(Turned.Done.class);
        scene.adds();
    }

    @Test
    void aClusterIsSharedByThoseWhoAccept() {
        Side side = side("{}");
        UUID first = side.offered(USERS.get(0), HUB).decision();
        UUID second = side.offered(USERS.get(1), HUB).decision();
        limit(DEVICE, "15");
        assertThat(side.accept(first)).isInstanceOf(Turned.Done.class);
        assertThat(side.accept(second)).isInstanceOf(Turned.Declined.class);
        assertThat(spent(DEVICE)).isEqualTo(USDT.of("10"));
        assertThat(side.offers().turn(first, Turn.VOID, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(side.accept(second)).isInstanceOf(Turned.Done.class);
        assertThat(spent(DEVICE)).isEqualTo(USDT.of("10"));
        scene.adds();
    }

    @Test
    void manyWhoAcceptAtOnceNeverOverspend() throws Exception {
        Side side = side("{}");
        List<Callable<Turned>> accepting = new ArrayList<>();
        for (String user : USERS) {
            UUID id = side.offered(user, HUB).decision();
            accepting.add(() -> side.accept(id));
        }
        limit(DEVICE, "75");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            int accepted = 0;
            for (Future<Turned> turned : threads.invokeAll(accepting)) {
                accepted += turned.get() instanceof Turned.Done ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(7);
        } finally {
            threads.shutdownNow();
        }
        assertThat(spent(DEVICE)).isEqualTo(USDT.of("70"));
        assertThat(spent(new BudgetId(Kind.GROUP, "recall"))).isEqualTo(USDT.of("70"));
        scene.adds();
    }

    @Test
    void afterTheFirstOfADayTheOthersWaitForAPersonOnce() {
        Side side = side("{ first: 1 }");
        UUID first = side.offered(USERS.get(0), HUB).decision();
        UUID second = side.offered(USERS.get(1), HUB).decision();
        assertThat(side.accept(first)).isInstanceOf(Turned.Done.class);
        SortedMap<String, String> why = waits(side.accept(second));
        assertThat(why).containsEntry("breaker", "FIRST_N");
        assertThat(scene.lines("SELECT state AS line FROM ledger_grant")).containsExactly("RESERVED");
        assertThat(side.accept(second)).isInstanceOf(Turned.Refused.class);
        assertThat(side.offers().turn(second, Turn.RELEASE, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(side.accept(second)).isInstanceOf(Turned.Done.class);
        assertThat(side.answered(USERS.get(2), HUB).status()).isEqualTo(Answer.Status.PENDING);
        assertThat(side.answered(USERS.get(3), BANNER).status()).isEqualTo(Answer.Status.PENDING);
        assertThat(spent(DEVICE)).isEqualTo(USDT.of("20"));
        assertThat(scene.lines("SELECT body::json ->> 'type' AS line FROM outbox WHERE decision_id = '" + second
                        + "' AND notice ORDER BY 1"))
                .containsExactly("offer.accepted", "offer.made", "offer.pending", "offer.released");
        scene.adds();
    }

    private static SortedMap<String, String> waits(Turned turned) {
        Turned.Declined declined = (Turned.Declined) turned;
        assertThat(declined.offer().state()).isEqualTo(OfferState.PENDING);
        return declined.values();
    }

    @Test
    void aGrantThatIsTooLargeWaitsAsSoonAsItIsDecidedAndIsReservedWithItsRelease() {
        Side side = side("{ perGrant: \"9\" }");
        Answer preview =
                side.pulls().preview(new Ask(USERS.get(0), BANNER, "{}"), NOW).orElseThrow();
        assertThat(preview.status()).isEqualTo(Answer.Status.PENDING);
        assertThat(preview.proposals()).isEmpty();
        assertThat(side.answered(USERS.get(0), BANNER).status()).isEqualTo(Answer.Status.PENDING);
        assertThat(scene.lines("SELECT state AS line FROM ledger_grant")).isEmpty();
        UUID id = UUID.fromString(
                scene.lines("SELECT decision_id::text AS line FROM offer").get(0));
        assertThat(side.offers().turn(id, Turn.RELEASE, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(spent(DEVICE)).isEqualTo(USDT.of("10"));
        scene.adds();
    }

    private static Turned accept(Side side, UUID id, Clearance clearance) {
        return side.offers().turn(Asked.to(id, Turn.ACCEPT, NOW).under(clearance));
    }

    @Test
    void whatRiskDeniesStandsAndWhatItHoldsWaits() {
        Side side = side("{}");
        UUID id = side.offered(USERS.get(0), HUB).decision();
        for (Clearance no : List.of(
                Clearance.of(Verdict.given(Verdict.Kind.DENY, "velocity"), ASKED),
                Clearance.of(Verdict.TIMEOUT, ASKED),
                Clearance.ofNothing())) {
            Turned.Declined declined = (Turned.Declined) accept(side, id, no);
            assertThat(declined.reason()).startsWith("RISK_");
            assertThat(declined.offer().state()).isEqualTo(OfferState.OPEN);
        }
        Clearance hold = Clearance.of(Verdict.given(Verdict.Kind.HOLD, ""), ASKED);
        waits(accept(side, id, hold));
        assertThat(scene.lines("SELECT grant_key AS line FROM ledger_grant")).isEmpty();
        side.offers().turn(id, Turn.RELEASE, NOW);
        assertThat(accept(side, id, hold)).isInstanceOf(Turned.Done.class);
        assertThat(scene.lines("SELECT code AS line FROM risk_verdict ORDER BY verdict_no"))
                .containsExactly("RISK_DENIED", "RISK_TIMEOUT", "HELD_BY_RISK", "HELD_BY_RISK");
        scene.adds();
    }
}
