package dev.tideline.engine.pull;

import static dev.tideline.engine.pull.PullScene.BANNER;
import static dev.tideline.engine.pull.PullScene.HUB;
import static dev.tideline.engine.pull.PullScene.NOW;
import static dev.tideline.engine.pull.PullScene.PLAYBOOK;
import static dev.tideline.engine.pull.PullScene.USDT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.pull.choice.Other;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PullsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int DORMANT = 40;

    private static final EvaluationPolicy POLICY = People.policy();

    private static PullScene scene;
    private static Pulls pulls;
    private static Offers offers;

    @BeforeAll
    static void live() throws IOException {
        scene = new PullScene(DB);
        offers = scene.offers(POLICY);
        pulls = scene.pulls(POLICY, offers);
        People people = new People(NOW);
        for (int user = 0; user < DORMANT; user++) {
            people.user("dormant-" + user, "dormant-" + user, 40, false);
        }
        people.user("lively", "lively", 10, false);
        people.take(DB.database());
    }

    @AfterAll
    static void stop() {
        scene.close();
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

    /** A user who is in no holdout, or in one. */
    private static String user(Answer.Status status) {
        scene.budget("1000");
        for (int user = 0; user < DORMANT; user++) {
            if (preview("dormant-" + user).status() == status) {
                return "dormant-" + user;
            }
        }
        throw new AssertionError("Nobody is " + status + ": " + preview("dormant-0"));
    }

    private static String tables() {
        return DB.database().inTransaction(transaction -> transaction.sql("""
                        SELECT md5(concat(
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM decision d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM decision_state d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM reentry_state d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM contact d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM incentive_grant d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM outbox d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM offer d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM budget d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM ledger_grant d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM ledger_entry d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM user_state d),
                            (SELECT string_agg(d::text, '' ORDER BY d::text) FROM users d))) AS sum
                        """).one(row -> row.text("sum")));
    }

    @Test
    void aPreviewShowsTheOfferAndLeavesNoTrace() {
        String user = user(Answer.Status.OFFERED);
        String before = tables();
        Answer answer = preview(user);
        assertThat(answer.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.playbook()).isEqualTo(PLAYBOOK);
            assertThat(proposal.incentives())
                    .extracting(Proposal.Promised::reference)
                    .containsExactly("fee-voucher-10@1");
            assertThat(proposal.expiresAt()).isEqualTo(NOW.plus(BANNER.ttl()));
        });
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void aDecisionReservesOnceHoweverOftenItIsAsked() {
        String user = user(Answer.Status.OFFERED);
        Answer first = decide(user, BANNER, NOW);
        assertThat(first.status()).isEqualTo(Answer.Status.OFFERED);
        assertThat(scene.spent()).isEqualTo(USDT.of("10"));
        String before = tables();
        Answer again = decide(user, BANNER, NOW.plusSeconds(60));
        assertThat(again.offers()).isEqualTo(first.offers());
        assertThat(tables()).isEqualTo(before);
        assertThat(scene.lines("SELECT outcome AS line FROM decision")).containsExactly("GRANTED");
        assertThat(scene.lines("SELECT channel AS line FROM outbox")).containsExactly("WEBHOOK");
        scene.adds();
    }

    @Test
    void eightAtOnceGetTheSameOffer() throws Exception {
        String user = user(Answer.Status.OFFERED);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<List<Offer>>> calls =
                    Collections.nCopies(8, () -> decide(user, BANNER, NOW).offers());
            Set<List<Offer>> answers = new HashSet<>();
            for (Future<List<Offer>> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            assertThat(answers).hasSize(1);
            assertThat(scene.spent()).isEqualTo(USDT.of("10"));
        } finally {
            threads.shutdownNow();
        }
        scene.adds();
    }

    @Test
    void manyWhoAskTogetherGetWhatEachWouldGetAlone() {
        scene.budget("1000");
        List<Ask> asks = new ArrayList<>();
        for (int user = 0; user < DORMANT; user++) {
            asks.add(new Ask("dormant-" + user, BANNER, "{}"));
        }
        asks.add(new Ask("nobody", BANNER, "{}"));
        asks.add(new Ask("lively", BANNER, "{}"));
        List<Optional<Answer>> alone =
                asks.stream().map(ask -> pulls.preview(ask, NOW)).toList();
        assertThat(pulls.preview(asks, NOW)).isEqualTo(alone);
        asks.add(asks.get(0));
        List<Optional<Answer>> together = pulls.decide(calls(asks), NOW);
        assertThat(together.get(together.size() - 1)).isEqualTo(together.get(0));
        assertThat(together.subList(0, alone.size()).stream().map(PullsIT::offered))
                .isEqualTo(alone.stream().map(PullsIT::offered).toList());
        long offered =
                together.stream().limit(DORMANT).filter(PullsIT::isOffered).count();
        assertThat(scene.spent()).isEqualTo(USDT.of(String.valueOf(10 * offered)));
        scene.adds();
    }

    @Test
    void ofManyWhoAskTogetherABudgetForThreeServesThree() {
        scene.budget("30");
        List<Ask> asks = new ArrayList<>();
        for (int user = 0; user < DORMANT; user++) {
            asks.add(new Ask("dormant-" + user, BANNER, "{}"));
        }
        List<Optional<Answer>> answers = pulls.decide(calls(asks), NOW);
        assertThat(answers.stream().filter(PullsIT::isOffered)).hasSize(3);
        assertThat(answers).noneMatch(answer -> answer.orElseThrow().status() == Answer.Status.FALLBACK);
        assertThat(scene.spent()).isEqualTo(USDT.of("30"));
        scene.adds();
    }

    private static List<Call> calls(List<Ask> asks) {
        return asks.stream().map(ask -> new Call(ask, new TimeBudget())).toList();
    }

    private static boolean isOffered(Optional<Answer> answer) {
        return answer.filter(found -> found.status() == Answer.Status.OFFERED).isPresent();
    }

    private static String offered(Optional<Answer> answer) {
        return answer.map(found -> found.userId() + " " + found.status() + " "
                        + Stream.concat(
                                        found.proposals().stream(),
                                        found.offers().stream().map(Offer::proposal))
                                .toList())
                .orElse("unknown");
    }

    @Test
    void aHeldOutUserGetsTheSameControlAnswerAndCostsNothing() {
        String user = user(Answer.Status.CONTROL);
        Answer first = decide(user, BANNER, NOW);
        assertThat(first.status()).isEqualTo(Answer.Status.CONTROL);
        assertThat(first.offers()).isEmpty();
        assertThat(decide(user, BANNER, NOW.plusSeconds(60)).control()).isEqualTo(first.control());
        assertThat(scene.spent()).isEqualTo(USDT.zero());
        assertThat(scene.lines("SELECT channel AS line FROM outbox")).isEmpty();
    }

    @Test
    void withoutABudgetOrRoomNothingIsOffered() {
        String user = user(Answer.Status.OFFERED);
        afresh();
        Answer unknown = decide(user, BANNER, NOW);
        assertThat(unknown.status()).isEqualTo(Answer.Status.NOTHING);
        assertThat(unknown.others()).extracting(Other::reason).contains("BUDGET_UNKNOWN");
        scene.budget("9.99");
        assertThat(decide(user, BANNER, NOW).others()).extracting(Other::reason).contains("BUDGET_EXHAUSTED");
        assertThat(scene.lines("SELECT outcome || ' ' || reason AS line FROM decision ORDER BY 1"))
                .containsExactly("DROPPED BUDGET_EXHAUSTED", "DROPPED BUDGET_UNKNOWN");
        assertThat(scene.lines("SELECT state AS line FROM offer")).isEmpty();
    }

    @Test
    void aPersonsBudgetBindsBesideTheCampaigns() {
        String user = user(Answer.Status.OFFERED);
        decide(user, BANNER, NOW);
        BudgetId person = new BudgetId(
                BudgetId.Kind.PERSON,
                scene.lines("SELECT p.person_id AS line FROM person p JOIN users USING (person_no) WHERE user_id = '"
                                + user + "'")
                        .get(0));
        assertThat(scene.ledger().budget(person).orElseThrow().spent()).isEqualTo(USDT.of("10"));
        scene.adds();
        afresh();
        scene.budget("1000");
        scene.ledger().open(person, Limits.total(USDT.of("9.99")), NOW);
        assertThat(decide(user, BANNER, NOW).others()).extracting(Other::reason).contains("BUDGET_EXHAUSTED");
        assertThat(scene.spent()).isEqualTo(USDT.zero());
    }

    @Test
    void aBudgetForOneServesOneOfAll() {
        scene.budget("10");
        long offered = 0;
        for (int user = 0; user < DORMANT; user++) {
            offered += decide("dormant-" + user, BANNER, NOW).offers().size();
        }
        assertThat(offered).isEqualTo(1);
        assertThat(scene.spent()).isEqualTo(USDT.of("10"));
        scene.adds();
    }

    @Test
    void anOfferIsAcceptedRedeemedAndClawedBack() {
        String user = user(Answer.Status.OFFERED);
        UUID id = decide(user, BANNER, NOW).offers().get(0).decision();
        for (Turn turn : List.of(Turn.SEE, Turn.ACCEPT, Turn.REDEEM)) {
            assertThat(offers.turn(id, turn, NOW)).isInstanceOf(Turned.Done.class);
            assertThat(offers.turn(id, turn, NOW)).isInstanceOf(Turned.Already.class);
        }
        assertThat(scene.lines("SELECT state AS line FROM ledger_grant")).containsExactly("PAYABLE");
        assertThat(offers.turn(id, Turn.VOID, NOW)).isInstanceOf(Turned.Refused.class);
        assertThat(offers.turn(id, Turn.CLAW_BACK, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(scene.spent()).isEqualTo(USDT.zero());
        assertThat(scene.lines("SELECT body::json ->> 'type' AS line FROM outbox ORDER BY 1"))
                .containsExactly("offer.accepted", "offer.clawed_back", "offer.made", "offer.redeemed", "offer.seen");
        scene.adds();
    }

    @Test
    void whatIsDismissedOrExpiresFreesItsBudget() {
        String user = user(Answer.Status.OFFERED);
        UUID id = decide(user, BANNER, NOW).offers().get(0).decision();
        assertThat(offers.turn(id, Turn.DISMISS, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(scene.spent()).isEqualTo(USDT.zero());
        assertThat(offers.turn(id, Turn.ACCEPT, NOW)).isInstanceOf(Turned.Refused.class);
        afresh();
        scene.budget("1000");
        UUID other = decide(user, BANNER, NOW).offers().get(0).decision();
        Instant late = NOW.plus(BANNER.ttl());
        assertThat(offers.turn(other, Turn.ACCEPT, late)).isInstanceOf(Turned.Refused.class);
        assertThat(offers.expireDue(late, 10)).isEqualTo(1);
        assertThat(scene.spent()).isEqualTo(USDT.zero());
        assertThat(offers.turn(new UUID(1, 1), Turn.SEE, NOW)).isEqualTo(new Turned.Unknown());
        scene.adds();
    }

    @Test
    void aPlacementThatReservesOnAcceptChargesOnlyThen() {
        String user = user(Answer.Status.OFFERED);
        UUID id = decide(user, HUB, NOW).offers().get(0).decision();
        assertThat(scene.spent()).isEqualTo(USDT.zero());
        Budget budget = scene.ledger().budget(BudgetId.campaign(PLAYBOOK)).orElseThrow();
        scene.ledger().limit(budget.id(), Limits.total(USDT.of("1")), budget.revision(), NOW);
        assertThat(offers.turn(id, Turn.ACCEPT, NOW)).isInstanceOf(Turned.Declined.class);
        scene.ledger().limit(budget.id(), Limits.total(USDT.of("10")), budget.revision() + 1, NOW);
        assertThat(offers.turn(id, Turn.ACCEPT, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(scene.spent()).isEqualTo(USDT.of("10"));
        scene.adds();
    }

    @Test
    void pastItsTimeACallWritesNothing() {
        String user = user(Answer.Status.OFFERED);
        String before = tables();
        TimeBudget over = new TimeBudget();
        assertThat(over.end()).isTrue();
        Answer answer = pulls.decide(new Ask(user, BANNER, "{}"), over, NOW).orElseThrow();
        assertThat(answer.status()).isEqualTo(Answer.Status.FALLBACK);
        assertThat(tables()).isEqualTo(before);
    }

    @Test
    void whoeverFitsNothingIsOfferedNothingAndStrangersAreUnknown() {
        scene.budget("1000");
        assertThat(decide("lively", BANNER, NOW).offers())
                .noneMatch(offer -> offer.proposal().playbook().equals(PLAYBOOK));
        assertThat(pulls.decide(new Ask("nobody", BANNER, "{}"), new TimeBudget(), NOW))
                .isEmpty();
    }
}
