package dev.tideline.engine.pull;

import static dev.tideline.engine.pull.PullScene.BANNER;
import static dev.tideline.engine.pull.PullScene.HUB;
import static dev.tideline.engine.pull.PullScene.NOW;
import static dev.tideline.engine.pull.PullScene.PLAYBOOK;
import static dev.tideline.engine.pull.PullScene.USDT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.offer.Asked;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.pull.choice.Other;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.engine.risk.Verdict;
import dev.tideline.rules.money.Money;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Decisions under a verdict of risk. */
final class ClearedPullsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Set<String> ASKED = Set.of("dormant-30-funded/offer-voucher");
    private static final Deque<String> OFFERED = new ArrayDeque<>();

    private static PullScene scene;
    private static Pulls pulls;
    private static Offers offers;

    @BeforeAll
    static void live() throws IOException {
        scene = new PullScene(DB);
        EvaluationPolicy policy = People.policy();
        offers = scene.offers(policy);
        pulls = scene.pulls(policy, offers);
        People people = new People(NOW);
        for (int user = 0; user < 20; user++) {
            people.user("u-" + user, "u-" + user, 40, false);
        }
        for (int user = 0; user < 20; user++) {
            people.user("once-" + user, "once-" + user, 4, false);
        }
        people.take(DB.database());
        scene.budget("1000");
        scene.ledger().open(BudgetId.campaign("second-trade"), Limits.total(USDT.of("1000")), NOW);
        for (int user = 0; user < 20; user++) {
            Ask ask = new Ask("u-" + user, BANNER, "{}");
            Answer preview = pulls.preview(ask, NOW).orElseThrow();
            if (preview.status() == Answer.Status.OFFERED) {
                assertThat(preview.proposals().get(0).rule()).isIn(ASKED);
                OFFERED.add("u-" + user);
            }
        }
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static Answer decide(String user, Clearance clearance) {
        Call call = new Call(new Ask(user, BANNER, "{}"), new TimeBudget(), clearance);
        return pulls.decide(List.of(call), NOW).get(0).orElseThrow();
    }

    private static UUID pending(String user) {
        return UUID.fromString(scene.lines("SELECT decision_id::text AS line FROM offer o JOIN users u USING (user_no)"
                        + " WHERE o.state = 'PENDING' AND u.user_id = '" + user + "'")
                .get(0));
    }

    @Test
    void whatRiskHoldsIsNeitherShownNorReservedUntilAPersonReleasesIt() {
        String user = OFFERED.remove();
        Money before = scene.spent();
        Clearance hold = Clearance.of(Verdict.given(Verdict.Kind.HOLD, "velocity"), ASKED);
        Answer answer = decide(user, hold);
        assertThat(answer.status()).isEqualTo(Answer.Status.PENDING);
        assertThat(answer.offers()).isEmpty();
        assertThat(decide(user, hold).status()).isEqualTo(Answer.Status.PENDING);
        assertThat(scene.spent()).isEqualTo(before);
        UUID id = pending(user);
        for (Turn turn : List.of(Turn.SEE, Turn.ACCEPT, Turn.REDEEM, Turn.DISMISS)) {
            assertThat(offers.turn(id, turn, NOW)).isInstanceOf(Turned.Refused.class);
        }
        assertThat(offers.turn(id, Turn.RELEASE, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(offers.turn(id, Turn.RELEASE, NOW)).isInstanceOf(Turned.Already.class);
        assertThat(scene.spent()).isEqualTo(before.plus(USDT.of("10")));
        assertThat(decide(user, Clearance.ofNothing()).offers())
                .singleElement()
                .extracting(Offer::state)
                .isEqualTo(OfferState.OPEN);
        assertThat(scene.lines(
                        "SELECT body::json ->> 'type' AS line FROM outbox WHERE decision_id = '" + id + "' ORDER BY 1"))
                .containsExactly("offer.pending", "offer.released");
        assertThat(scene.lines("SELECT code || ' ' || note AS line FROM risk_verdict v JOIN users u USING (user_no)"
                        + " WHERE user_id = '" + user + "'"))
                .containsExactly("HELD_BY_RISK velocity");
        assertThat(scene.lines("SELECT what AS line FROM ledger_difference")).isEmpty();
    }

    @Test
    void aHoldOfRiskHasTheOneWordInRowsOfFormerReleasesToo() throws IOException {
        String user = OFFERED.remove();
        decide(user, Clearance.of(Verdict.given(Verdict.Kind.HOLD, "former"), ASKED));
        UUID id = pending(user);
        String held = "SELECT held_by AS line FROM offer WHERE decision_id = '" + id + "'";
        assertThat(scene.lines(held)).containsExactly(Reason.HELD_BY_RISK);
        String migration;
        try (InputStream file = Objects.requireNonNull(
                getClass().getResourceAsStream("/db/migration/V46__one_word_for_a_hold_of_risk.sql"))) {
            migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        DB.database().doInTransaction(transaction -> {
            transaction.execute("UPDATE offer SET held_by = 'RISK_HELD' WHERE held_by = 'HELD_BY_RISK'");
            transaction.execute("UPDATE risk_verdict SET code = 'RISK_HELD' WHERE code = 'HELD_BY_RISK'");
            transaction.execute(migration);
        });
        assertThat(scene.lines(held)).containsExactly(Reason.HELD_BY_RISK);
        assertThat(scene.lines("SELECT code AS line FROM risk_verdict WHERE note = 'former'"))
                .containsExactly(Reason.HELD_BY_RISK);
        assertThat(offers.turn(id, Turn.VOID, NOW)).isInstanceOf(Turned.Done.class);
    }

    @Test
    void whatIsPendingCanBeTakenBackAndLapses() {
        Clearance hold = Clearance.of(Verdict.given(Verdict.Kind.HOLD, ""), ASKED);
        String refused = OFFERED.remove();
        String forgotten = OFFERED.remove();
        Money before = scene.spent();
        decide(refused, hold);
        decide(forgotten, hold);
        UUID taken = pending(refused);
        assertThat(offers.turn(taken, Turn.VOID, NOW)).isInstanceOf(Turned.Done.class);
        UUID lapsed = pending(forgotten);
        offers.expireDue(NOW.plus(BANNER.ttl()), 100);
        assertThat(offers.turn(lapsed, Turn.RELEASE, NOW)).isInstanceOf(Turned.Refused.class);
        assertThat(scene.spent()).isEqualTo(before);
        // neither was ever a grant, and their records do not tell of one
        assertThat(scene.lines("SELECT outcome_now || ' ' || (parts_now -> 0 ->> 'outcome') AS line FROM decision_now"
                        + " WHERE decision_id IN ('" + taken + "', '" + lapsed + "')"))
                .containsExactly("DROPPED VOIDED", "DROPPED VOIDED");
    }

    /** The task comes with an in-app message, which counts in the caps of contacts. */
    @Test
    void whatWasHeldFromTheFirstAndEndsHasContactedNobody() {
        Set<String> task = Set.of("second-trade/offer-task");
        Clearance hold = Clearance.of(Verdict.given(Verdict.Kind.HOLD, ""), task);
        Clearance allow = Clearance.of(Verdict.given(Verdict.Kind.ALLOW, ""), task);
        Instant later = NOW.plusSeconds(60);
        List<String> free = IntStream.range(0, 20)
                .mapToObj(user -> "once-" + user)
                .filter(user -> pulls.preview(new Ask(user, BANNER, "{}"), NOW).orElseThrow().proposals().stream()
                        .anyMatch(proposal -> task.contains(proposal.rule())))
                .toList();
        decide(free.get(0), hold);
        assertThat(contacts(free.get(0))).as("while it is held").containsExactly("IN_APP");
        offers.turn(pending(free.get(0)), Turn.VOID, later);
        assertThat(contacts(free.get(0))).as("voided").isEmpty();
        decide(free.get(1), hold);
        offers.expireDue(NOW.plus(BANNER.ttl()), 100);
        assertThat(contacts(free.get(1))).as("lapsed").isEmpty();
        decide(free.get(2), hold);
        offers.turn(pending(free.get(2)), Turn.RELEASE, later);
        String released =
                "SELECT decision_id::text AS line FROM offer o JOIN users u USING (user_no) WHERE u.user_id = '";
        UUID shown = UUID.fromString(scene.lines(released + free.get(2) + "'").get(0));
        assertThat(offers.turn(shown, Turn.VOID, later.plusSeconds(60))).isInstanceOf(Turned.Done.class);
        assertThat(contacts(free.get(2))).as("released, so that it was shown").containsExactly("IN_APP");
        Call call = new Call(new Ask(free.get(3), HUB, "{}"), new TimeBudget(), allow);
        UUID accepted = pulls.decide(List.of(call), NOW)
                .get(0)
                .orElseThrow()
                .offers()
                .get(0)
                .decision();
        offers.turn(Asked.to(accepted, Turn.ACCEPT, later).under(hold));
        assertThat(offers.turn(pending(free.get(3)), Turn.VOID, later.plusSeconds(60)))
                .isInstanceOf(Turned.Done.class);
        assertThat(contacts(free.get(3))).as("held when it was accepted").containsExactly("IN_APP");
    }

    private static List<String> contacts(String user) {
        return scene.lines(
                "SELECT channel AS line FROM contact JOIN users USING (user_no) WHERE user_id = '" + user + "'");
    }

    @Test
    void aReleaseNeedsRoomInTheBudgetThen() {
        String user = OFFERED.remove();
        decide(user, Clearance.of(Verdict.given(Verdict.Kind.HOLD, ""), ASKED));
        UUID id = pending(user);
        Budget budget = scene.ledger().budget(BudgetId.campaign(PLAYBOOK)).orElseThrow();
        scene.ledger().limit(budget.id(), Limits.total(USDT.of("0")), budget.revision(), NOW);
        assertThat(offers.turn(id, Turn.RELEASE, NOW)).isInstanceOf(Turned.Declined.class);
        scene.ledger().limit(budget.id(), Limits.total(USDT.of("1000")), budget.revision() + 1, NOW);
        assertThat(offers.turn(id, Turn.RELEASE, NOW)).isInstanceOf(Turned.Done.class);
    }

    /** No room, no proposal, no question to risk: what refused is the budget. */
    @Test
    void whereABudgetHasNoRoomTheBudgetIsToldThoughRiskWasNotAsked() {
        String user = OFFERED.peek();
        Budget budget = scene.ledger().budget(BudgetId.campaign(PLAYBOOK)).orElseThrow();
        scene.ledger().limit(budget.id(), Limits.total(USDT.of("0")), budget.revision(), NOW);
        Answer answer = decide(user, Clearance.ofNothing());
        assertThat(answer.others())
                .filteredOn(other -> ASKED.contains(other.rule()))
                .singleElement()
                .satisfies(other -> {
                    assertThat(other.reason()).isEqualTo("BUDGET_EXHAUSTED");
                    assertThat(other.values())
                            .containsEntry("budget", "CAMPAIGN:" + PLAYBOOK)
                            .containsEntry("asked", "10 USDT")
                            .containsKeys("left", "short_by");
                });
        assertThat(answer.others())
                .isEqualTo(pulls.preview(new Ask(user, BANNER, "{}"), NOW)
                        .orElseThrow()
                        .others());
        scene.ledger().limit(budget.id(), Limits.total(USDT.of("1000")), budget.revision() + 1, NOW);
    }

    @Test
    void whatRiskDeniesOrDoesNotAnswerIsNotOfferedAndSaysWhy() {
        String user = OFFERED.remove();
        Money before = scene.spent();
        for (Verdict verdict : List.of(
                Verdict.given(Verdict.Kind.DENY, "fraud"), Verdict.TIMEOUT, Verdict.UNREACHABLE, Verdict.MALFORMED)) {
            Answer answer = decide(user, Clearance.of(verdict, ASKED));
            assertThat(answer.offers()).isEmpty();
            assertThat(answer.others()).extracting(Other::reason).contains(verdict.code());
        }
        assertThat(decide(user, Clearance.ofNothing()).others())
                .extracting(Other::reason)
                .contains(Clearance.NOT_ASKED);
        assertThat(scene.spent()).isEqualTo(before);
        assertThat(scene.lines("SELECT code AS line FROM risk_verdict v JOIN users u USING (user_no) WHERE user_id = '"
                        + user + "' ORDER BY verdict_no"))
                .containsExactly("RISK_DENIED", "RISK_TIMEOUT", "RISK_UNREACHABLE", "RISK_MALFORMED");
        assertThat(decide(user, Clearance.of(Verdict.given(Verdict.Kind.ALLOW, ""), ASKED))
                        .offers())
                .hasSize(1);
    }
}
