package dev.tideline.engine.pull;

import static dev.tideline.engine.pull.PullScene.BANNER;
import static dev.tideline.engine.pull.PullScene.HUB;
import static dev.tideline.engine.pull.PullScene.NOW;
import static dev.tideline.engine.pull.PullScene.PLAYBOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.audit.DecisionAudit;
import dev.tideline.engine.audit.Recomputed;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an offer says by law, and how long it may be used. */
final class OfferTermsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final EvaluationPolicy POLICY = People.policy();
    private static final Duration USE =
            POLICY.incentives().named("fee-voucher-10").orElseThrow().timing().useWithin();

    private static PullScene scene;
    private static Pulls pulls;
    private static Offers offers;

    @BeforeAll
    static void live() throws IOException {
        scene = new PullScene(DB);
        offers = scene.offers(POLICY);
        pulls = scene.pulls(POLICY, offers);
        People people = new People(NOW);
        for (int user = 0; user < 10; user++) {
            people.user("resident-" + user, "resident-" + user, 40, false, ",\"kyc_country\":\"DE\"");
        }
        people.take(DB.database());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @BeforeEach
    void afresh() {
        scene.afresh();
        scene.budget("1000");
    }

    private static Answer preview(String user) {
        return pulls.preview(new Ask(user, BANNER, "{}"), NOW).orElseThrow();
    }

    /** Who is in no holdout. */
    private static String user() {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "resident-" + i)
                .filter(id -> preview(id).status() == Answer.Status.OFFERED)
                .findFirst()
                .orElseThrow();
    }

    private static Offer decided(String user, Placement placement) {
        return pulls.decide(new Ask(user, placement, "{}"), new TimeBudget(), NOW)
                .orElseThrow()
                .offers()
                .get(0);
    }

    @Test
    void anOfferCarriesWhatTheLawAsksOfPromotionThoughItsRuleHasNoInAppTouch() {
        String user = user();
        assertThat(preview(user).proposals())
                .singleElement()
                .satisfies(one -> assertThat(one.texts()).containsExactly("mica-marketing"));
        Answer looked =
                pulls.look(List.of(new Ask(user, BANNER, "{}")), NOW).get(0).orElseThrow();
        assertThat(looked.proposals()).isEqualTo(preview(user).proposals());
        Offer offer = decided(user, BANNER);
        assertThat(offer.proposal().playbook()).isEqualTo(PLAYBOOK);
        assertThat(offer.proposal().texts()).containsExactly("mica-marketing");
        assertThat(scene.lines("SELECT body::json #>> '{data,texts}' AS line FROM outbox"))
                .containsExactly("[\"mica-marketing\"]");
        assertThat(scene.lines("SELECT concat_ws(' ', parts #>> '{0,values,pack}', parts #>> '{0,values,pack_version}',"
                        + " parts #>> '{0,values,clause}', inputs -> 'claims') AS line FROM decision"))
                .containsExactly("european-union 2 MiCA article 7");
        assertThat(new DecisionAudit(DB.database(), scene.holder(), POLICY).recompute(offer.decision()))
                .hasValue(new Recomputed(offer.decision(), "", List.of()));
    }

    /** The voucher is to be used within 7 days of its claim, whenever that is. */
    @Test
    void anAcceptedOfferStandsForItsTimeOfUseCountedFromTheAccept() {
        for (Placement placement : List.of(BANNER, HUB)) {
            afresh();
            UUID decided = decided(user(), placement).decision();
            Instant claimed = NOW.plusSeconds(3_600);
            Instant used = claimed.plus(USE);
            Turned.Done done = (Turned.Done) offers.turn(decided, Turn.ACCEPT, claimed);
            assertThat(done.offer().endsAt()).isEqualTo(used);
            assertThat(offers.find(decided).orElseThrow().endsAt()).isEqualTo(used);
            assertThat(scene.lines("SELECT (expires_at AT TIME ZONE 'UTC')::text AS line FROM ledger_grant"))
                    .containsExactly(used.toString().replace('T', ' ').replace("Z", ""));
            assertThat(offers.expireDue(used.minusSeconds(1), 10)).isZero();
            assertThat(offers.turn(decided, Turn.REDEEM, used)).isInstanceOf(Turned.Refused.class);
            assertThat(offers.turn(decided, Turn.REDEEM, used.minusSeconds(1))).isInstanceOf(Turned.Done.class);
            assertThat(Difference.in(DB.database())).isEmpty();
        }
    }
}
