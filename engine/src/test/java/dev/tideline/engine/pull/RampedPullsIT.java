package dev.tideline.engine.pull;

import static dev.tideline.engine.pull.PullScene.BANNER;
import static dev.tideline.engine.pull.PullScene.HUB;
import static dev.tideline.engine.pull.PullScene.NOW;
import static dev.tideline.engine.pull.PullScene.PLAYBOOK;
import static dev.tideline.engine.pull.PullScene.USDT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.audit.DecisionAudit;
import dev.tideline.engine.audit.Recomputed;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import dev.tideline.rules.money.Money;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a publication binds calls to: the share of persons, and the most that the simulation found. */
final class RampedPullsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int PERSONS = 40;
    private static final int SHARE = 50;
    private static final String OLD = "fee-voucher-10@1";
    private static final String NEW = "fee-voucher-20@1";
    private static final EvaluationPolicy POLICY = People.policy(
            "{ asset: USDT, campaigns: { default: { total: \"100000\" } }, person: { total: \"1000\" } }");

    private static Publications publications;
    private static PullScene scene;
    private static Pulls pulls;
    private static Offers offers;

    @BeforeAll
    static void live() throws IOException {
        publications = new Publications(DB.database(), PLAYBOOK);
        scene = new PullScene(DB, publications.holder());
        offers = scene.offers(POLICY);
        pulls = scene.pulls(POLICY, offers);
        People people = new People(NOW);
        for (int user = 0; user < PERSONS; user++) {
            people.user("u-" + user, "u-" + user, 40, false);
        }
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

    @Test
    void theVersionBeforeGoesOnOutsideTheShare() {
        publications.publish(publications.files(10, ""), "1000000", 100);
        publications.publish(publications.files(20, ""), "1000000", SHARE);
        Map<String, String> previewed = new TreeMap<>();
        for (int user = 0; user < PERSONS; user++) {
            answer(pulls.preview(new Ask("u-" + user, BANNER, "{}"), NOW), "u-" + user, previewed);
        }
        Map<String, String> decided = new TreeMap<>();
        for (int user = 0; user < PERSONS; user++) {
            String id = "u-" + user;
            decide(id, BANNER, NOW).offers().stream()
                    .filter(offer -> offer.state() == OfferState.OPEN)
                    .forEach(offer -> decided.put(id, promised(offer.proposal())));
        }
        assertThat(decided).isEqualTo(previewed).hasSizeGreaterThan(20);
        assertThat(decided.values()).contains(OLD, NEW);
        assertThat(decided)
                .allSatisfy((user, promised) ->
                        assertThat(promised).isEqualTo(Arbiter.reaches(PLAYBOOK, SHARE, "p-" + user) ? NEW : OLD));
        DecisionAudit audit = new DecisionAudit(DB.database(), publications.holder(), POLICY);
        List<String> ids = scene.lines("SELECT decision_id::text AS line FROM decision");
        assertThat(ids)
                .hasSizeGreaterThan(20)
                .allSatisfy(id -> assertThat(audit.recompute(UUID.fromString(id)))
                        .hasValue(new Recomputed(UUID.fromString(id), "", List.of())));
    }

    @Test
    void theMaximumOfThePublicationHoldsTheDecisionsOfADay() {
        publications.publish(publications.files(10, "# of a day"), "25", 100);
        assertThat(states(BANNER, NOW, 5)).containsExactly("OPEN", "OPEN", "PENDING", "PENDING", "PENDING");
        assertThat(scene.lines("SELECT held_by AS line FROM offer WHERE state = 'PENDING'"))
                .hasSize(3)
                .containsOnly("HELD_BY_BREAKER");
        assertThat(states(BANNER, NOW.plus(Duration.ofDays(1)), 3))
                .as("the next day")
                .startsWith("OPEN", "OPEN");
        publications.publish(publications.files(10, "# another"), "15", 100);
        assertThat(states(BANNER, NOW.plus(Duration.ofDays(1)), 2))
                .as("another publication")
                .startsWith("OPEN");
    }

    @Test
    void theMaximumOfThePublicationHoldsAcceptsUntilAPersonReleasesThem() {
        publications.publish(publications.files(10, "# accepted"), "15", 100);
        List<Offer> made = offered(HUB, NOW, 2);
        assertThat(made).allSatisfy(offer -> assertThat(offer.state()).isEqualTo(OfferState.OPEN));
        assertThat(offers.turn(made.get(0).decision(), Turn.ACCEPT, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(offers.turn(made.get(1).decision(), Turn.ACCEPT, NOW)).isInstanceOf(Turned.Declined.class);
        assertThat(offers.find(made.get(1).decision()).orElseThrow().state()).isEqualTo(OfferState.PENDING);
        assertThat(offers.turn(made.get(1).decision(), Turn.RELEASE, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(offers.turn(made.get(1).decision(), Turn.ACCEPT, NOW)).isInstanceOf(Turned.Done.class);
    }

    /** Those who book last may all have seen room: no more than the maximum is granted, however many call at once. */
    @Test
    void callsAtOnceGrantNoMoreThanTheMaximum() throws Exception {
        publications.publish(publications.files(10, "# at once"), "95", 100);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int user = 0; user < PERSONS; user++) {
                String id = "u-" + user;
                calls.add(() -> decide(id, BANNER, NOW));
            }
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isNotNull();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(scene.lines(
                        "SELECT state AS line FROM offer WHERE state = 'OPEN' AND playbook = 'dormant-30-funded'"))
                .hasSize(9);
        assertThat(scene.lines(
                        "SELECT concat_ws(' ', grants, trim_scale(amount)) AS line FROM ledger_run WHERE grants > 0"))
                .containsExactly("9 " + money("90").minor());
        assertThat(scene.lines("SELECT what || ' ' || which AS line FROM ledger_difference"))
                .isEmpty();
    }

    private static void answer(Optional<Answer> answer, String user, Map<String, String> promised) {
        answer.orElseThrow().proposals().forEach(proposal -> promised.put(user, promised(proposal)));
    }

    private static String promised(Proposal proposal) {
        return proposal.incentives().stream().map(Proposal.Promised::reference).collect(Collectors.joining(","));
    }

    private static List<String> states(Placement placement, Instant at, int count) {
        return offered(placement, at, count).stream()
                .map(offer -> offer.state().name())
                .toList();
    }

    /** The first so many offers that are made for persons without any who are not held out. */
    private static List<Offer> offered(Placement placement, Instant at, int count) {
        Set<String> had =
                new HashSet<>(scene.lines("SELECT u.user_id AS line FROM offer o JOIN users u USING (user_no)"));
        List<Offer> made = new ArrayList<>();
        for (int user = 0; made.size() < count; user++) {
            assertThat(user).as("enough persons for %s", made).isLessThan(PERSONS);
            if (had.add("u-" + user)) {
                Answer unused = decide("u-" + user, placement, at);
                made.addAll(offersOf("u-" + user));
            }
        }
        return made;
    }

    /** Those that wait for a person too, which no screen is told of. */
    private static List<Offer> offersOf(String user) {
        return scene
                .lines(
                        "SELECT o.decision_id::text AS line FROM offer o JOIN users u USING (user_no) WHERE u.user_id = '"
                                + user + "' AND o.playbook = '" + PLAYBOOK + "' AND o.state <> 'HELD_OUT'")
                .stream()
                .flatMap(id -> offers.find(UUID.fromString(id)).stream())
                .toList();
    }

    private static Answer decide(String user, Placement placement, Instant at) {
        return pulls.decide(new Ask(user, placement, "{}"), new TimeBudget(), at)
                .orElseThrow();
    }

    private static Money money(String amount) {
        return USDT.of(amount);
    }
}
