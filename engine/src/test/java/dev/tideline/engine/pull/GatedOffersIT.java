package dev.tideline.engine.pull;

import static dev.tideline.engine.pull.PullScene.BANNER;
import static dev.tideline.engine.pull.PullScene.HUB;
import static dev.tideline.engine.pull.PullScene.NOW;
import static dev.tideline.engine.pull.PullScene.PLAYBOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.timeline.Days;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An offer that stands is shown, claimed and paid only while its user might still be offered it. */
final class GatedOffersIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final EvaluationPolicy POLICY = People.policy();
    private static PullScene scene;
    private static Pulls pulls;
    private static Offers offers;
    private static int next;

    @BeforeAll
    static void live() throws IOException {
        scene = new PullScene(DB);
        offers = scene.offers(POLICY);
        pulls = scene.pulls(POLICY, offers);
        People people = new People(NOW);
        for (int user = 0; user < 60; user++) {
            people.user("u-" + user, "u-" + user, 40, false);
        }
        people.take(DB.database());
    }

    @BeforeEach
    void room() {
        scene.budget("1000");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    /** What the next person is offered who is not held out. */
    private static Offer offered(Placement placement) {
        while (true) {
            List<Offer> made = shown("u-" + next++, placement);
            if (!made.isEmpty() && made.get(0).proposal().playbook().equals(PLAYBOOK)) {
                return made.get(0);
            }
        }
    }

    private static List<Offer> shown(String user, Placement placement) {
        Answer answer = pulls.decide(new Ask(user, placement, "{}"), new TimeBudget(), NOW)
                .orElseThrow();
        return answer.status() == Answer.Status.OFFERED ? answer.offers() : List.of();
    }

    private static void tell(Offer offer, String facts) throws IOException {
        String row = "{\"user_id\":\"" + offer.userId() + "\",\"snapshot_date\":\""
                + NOW.toString().substring(0, 10) + "\"," + facts + "}";
        FeedImport feed = new FeedImport(
                DB.database(),
                Days.UTC,
                POLICY.model().vocabulary(),
                POLICY.model().sources(),
                IngestLimits.STANDARD);
        assertThat(feed.take(
                                FeedImport.Format.NDJSON,
                                new ByteArrayInputStream(row.getBytes(StandardCharsets.UTF_8)),
                                NOW)
                        .problems())
                .isEmpty();
    }

    private static void assertBarred(Offer offer, Turn turn, String reason) {
        assertThat(offers.turn(offer.decision(), turn, NOW)).isInstanceOfSatisfying(Turned.Declined.class, declined -> {
            assertThat(declined.reason()).isEqualTo(reason);
            assertThat(declined.why()).contains(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "risk_flags":["SANCTIONS_HIT"]          | "risk_flags":[]                             | INELIGIBLE_SANCTIONS
            "risk_flags":["MULTI_ACCOUNT"]          | "risk_flags":[]                             | INELIGIBLE_RISK
            "account_status":"FROZEN"               | "account_status":"OPEN"                     | INELIGIBLE_ACCOUNT_STATUS
            "region_group":"UK","country_code":"GB" | "region_group":"GLOBAL","country_code":"BR" | INELIGIBLE_REGION
            "is_test":true                          | "is_test":false                             | INELIGIBLE_TEST_USER
            """)
    void whoIsBarredMeanwhileIsNeitherShownNorPaidUntilItPasses(String bad, String good, String reason)
            throws IOException {
        Offer open = offered(HUB);
        Offer accepted = offered(BANNER);
        assertThat(offers.turn(accepted.decision(), Turn.ACCEPT, NOW)).isInstanceOf(Turned.Done.class);
        tell(open, bad);
        tell(accepted, bad);
        assertThat(shown(open.userId(), HUB)).isEmpty();
        assertThat(offers.find(open.decision())).get().extracting(Offer::state).isEqualTo(OfferState.OPEN);
        assertBarred(open, Turn.ACCEPT, reason);
        assertBarred(accepted, Turn.REDEEM, reason);
        assertThat(offers.turn(open.decision(), Turn.SEE, NOW)).isInstanceOf(Turned.Done.class);
        tell(open, good);
        tell(accepted, good);
        assertThat(shown(open.userId(), HUB)).extracting(Offer::decision).contains(open.decision());
        assertThat(offers.turn(open.decision(), Turn.ACCEPT, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(offers.turn(accepted.decision(), Turn.REDEEM, NOW)).isInstanceOf(Turned.Done.class);
        scene.adds();
    }

    @Test
    void aDeadRiskFeedStopsWhatIsClaimedAndNothingThatWasEarned() {
        Offer open = offered(HUB);
        Offer accepted = offered(BANNER);
        offers.turn(accepted.decision(), Turn.ACCEPT, NOW);
        watermark("2020-01-01");
        try {
            assertThat(shown(open.userId(), HUB)).isEmpty();
            assertBarred(open, Turn.ACCEPT, "STALE_DATA");
            assertThat(offers.turn(accepted.decision(), Turn.REDEEM, NOW)).isInstanceOf(Turned.Done.class);
        } finally {
            watermark("2100-01-01");
        }
        assertThat(offers.turn(open.decision(), Turn.ACCEPT, NOW)).isInstanceOf(Turned.Done.class);
    }

    /** Says when the risk feed came last. */
    private static void watermark(String day) {
        DB.database()
                .doInTransaction(transaction -> transaction.execute(
                        "UPDATE source_watermark SET watermark = '" + day + "' WHERE source = 'risk-feed'"));
    }

    @Test
    void aPauseStopsClaimsAndLetsWhatWasClaimedBePaid() {
        Offer open = offered(HUB);
        Offer accepted = offered(BANNER);
        offers.turn(accepted.decision(), Turn.ACCEPT, NOW);
        Playbooks playbooks = new Playbooks(DB.database(), scene.holder(), null, ZoneOffset.UTC);
        playbooks.pauseAll("a test", "ann");
        assertThat(shown(open.userId(), HUB)).isEmpty();
        assertBarred(open, Turn.ACCEPT, "PLAYBOOK_PAUSED");
        assertThat(offers.turn(accepted.decision(), Turn.REDEEM, NOW)).isInstanceOf(Turned.Done.class);
        playbooks.resumeAll("ann");
        playbooks.pause(PLAYBOOK, "a test", "ann");
        assertBarred(open, Turn.ACCEPT, "PLAYBOOK_PAUSED");
        playbooks.resume(PLAYBOOK, "ann");
        assertThat(offers.turn(open.decision(), Turn.ACCEPT, NOW)).isInstanceOf(Turned.Done.class);
    }
}
