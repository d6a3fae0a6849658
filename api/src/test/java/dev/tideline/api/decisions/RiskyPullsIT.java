package dev.tideline.api.decisions;

import static dev.tideline.api.decisions.Sleepers.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.offer.Asked;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placements;
import dev.tideline.engine.pull.Answer;
import dev.tideline.engine.pull.Ask;
import dev.tideline.engine.pull.Pulls;
import dev.tideline.engine.risk.RiskCheck;
import dev.tideline.engine.risk.RiskDesk;
import dev.tideline.engine.risk.RiskQuestion;
import dev.tideline.engine.risk.Verdict;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Decisions of a server that asks a risk service. */
class RiskyPullsIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Sleepers users;

    private final List<RiskQuestion> asked = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "risky", 6);
    }

    private Answer decide(String user, String placement, RiskCheck check) {
        RiskCheck noted = question -> {
            asked.add(question);
            return check.ask(question);
        };
        try (PullDesk desk = new PullDesk(
                SERVER.bean(Pulls.class),
                new Clearing(
                        new RiskDesk(noted), SERVER.bean(EvaluationPolicy.class).incentives()),
                SERVER.bean(Clock.class))) {
            Ask ask =
                    new Ask(user, SERVER.bean(Placements.class).named(placement).orElseThrow(), "{}");
            return desk.decide(ask).blockOptional().flatMap(found -> found).orElseThrow();
        }
    }

    private static RiskCheck says(Verdict.Kind kind) {
        return question -> Mono.just(Verdict.given(kind, ""));
    }

    @Test
    void asksOnceAboutWhatIsOfferedAndNotAgainWhileItStands() {
        Answer answer = decide(users.offered(0), "home-banner", says(Verdict.Kind.ALLOW));
        assertThat(answer.status()).isEqualTo(Answer.Status.OFFERED);
        assertThat(decide(users.offered(0), "home-banner", says(Verdict.Kind.DENY))
                        .offers())
                .isEqualTo(answer.offers());
        assertThat(asked).singleElement().satisfies(question -> {
            assertThat(question.userId()).isEqualTo(users.offered(0));
            assertThat(question.wanted())
                    .extracting(RiskQuestion.Wanted::incentive)
                    .containsExactly("fee-voucher-10@1");
        });
    }

    @Test
    void aDenialOffersNothing() {
        assertThat(decide(users.offered(1), "home-banner", says(Verdict.Kind.DENY))
                        .offers())
                .isEmpty();
    }

    @Test
    void aHoldWaitsForTheReleaseOfAPerson() {
        assertThat(decide(users.offered(2), "home-banner", says(Verdict.Kind.HOLD))
                        .status())
                .isEqualTo(Answer.Status.PENDING);
        String offer = "/v1/decisions/"
                + SERVER.database()
                        .<String>inTransaction(transaction -> transaction
                                .sql("SELECT decision_id::text AS id FROM offer JOIN users USING (user_no)"
                                        + " WHERE state = 'PENDING' AND user_id = :user")
                                .bind("user", users.offered(2))
                                .one(row -> row.text("id")));
        assertThat(waiting(offer)).isEqualTo("HELD_BY_RISK");
        assertThat(told(2)).isEqualTo("PENDING_REVIEW HELD_BY_RISK PENDING_REVIEW");
        assertThat(users.call(offer + ":accept", "", fresh()).statusCode()).isEqualTo(409);
        assertThat(users.call(Role.PRODUCT, offer + ":release", "", fresh()).statusCode())
                .isEqualTo(403);
        assertThat(users.call(Role.FINANCE, offer + ":release", "", fresh()).statusCode())
                .isEqualTo(200);
        assertThat(waiting(offer)).isEmpty();
        assertThat(told(2)).isEqualTo("GRANTED GRANTED GRANTED");
        assertThat(users.call(offer + ":accept", "", fresh()).statusCode()).isEqualTo(200);
    }

    /** Why an offer stands in the queue of those who release; empty if it does not. */
    private static String waiting(String offer) {
        HttpResponse<String> queue =
                SERVER.send(SERVER.request("/v1/decisions?state=pending&limit=1000", SERVER.key(Role.FINANCE)));
        for (JsonNode one : JsonMapper.shared().readTree(queue.body()).get("items")) {
            if (offer.endsWith(one.get("decision_id").asString())) {
                return one.get("reason").asString();
            }
        }
        return "";
    }

    /** Outcome and reason of a user's latest decision, and the outcome of its incentive. */
    private static String told(int user) {
        JsonNode latest =
                SERVER.get("/v1/users/" + users.offered(user) + "/decisions").at("/items/0");
        return latest.get("outcome").asString() + " " + latest.get("reason").asString() + " "
                + latest.at("/parts/0/outcome").asString();
    }

    @Test
    void aServiceThatTakesAllTheTimeLeavesTheFallbackAndNothingElse() {
        long before = SERVER.number("SELECT count(*) AS n FROM offer");
        assertThat(decide(users.offered(3), "timely", question -> Mono.never()).status())
                .isEqualTo(Answer.Status.FALLBACK);
        assertThat(SERVER.number("SELECT count(*) AS n FROM offer")).isEqualTo(before);
    }

    private Turned accept(UUID offer, RiskCheck check) {
        RiskCheck noted = question -> {
            asked.add(question);
            return check.ask(question);
        };
        Clearing clearing = new Clearing(
                new RiskDesk(noted), SERVER.bean(EvaluationPolicy.class).incentives());
        Sides.Side side =
                Sides.Side.of(SERVER.bean(Pulls.class), SERVER.bean(Offers.class), clearing, SERVER.bean(Clock.class));
        Turned turned = OfferDesk.turn(side, Asked.to(offer, Turn.ACCEPT, Instant.now()))
                .blockOptional()
                .orElseThrow();
        side.pulls().close();
        return turned;
    }

    private static void tell(String user, String flags) {
        SERVER.post(
                "/v1/users:import",
                "application/x-ndjson",
                "{\"user_id\":\"" + user + "\",\"snapshot_date\":\"" + LocalDate.now(ZoneOffset.UTC)
                        + "\",\"risk_flags\":" + flags + "}");
    }

    @Test
    void anAcceptThatIsHeldAnswersWithTheOfferThatWaitsEachTimeItIsMade() {
        JsonNode made =
                Sleepers.json(users.call(Sleepers.decide(users.offered(5)), "{\"placement\":\"reward-hub\"}", fresh()));
        UUID offer = UUID.fromString(made.at("/offers/0/decision_id").asString(made.toString()));
        Turned held = accept(offer, says(Verdict.Kind.HOLD));
        assertThat(OfferDesk.answer(Asked.to(offer, Turn.ACCEPT, Instant.now()), held)
                        .state())
                .isEqualTo(OfferState.PENDING);
        for (int again = 0; again < 2; again++) {
            HttpResponse<String> answer = users.call("/v1/decisions/" + offer + ":accept", "", fresh());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Sleepers.json(answer).path("state").asString()).isEqualTo("PENDING");
        }
        assertThat(users.call("/v1/decisions/" + offer + ":redeem", "", fresh()).statusCode())
                .isEqualTo(409);
        tell(users.offered(5), "[\"SELF_EXCLUDED\"]");
        HttpResponse<String> barred = users.call(Role.FINANCE, "/v1/decisions/" + offer + ":release", "", fresh());
        assertThat(barred.statusCode()).as(barred.body()).isEqualTo(409);
        assertThat(Sleepers.json(barred).path("reason").asString()).isEqualTo("INELIGIBLE_SELF_EXCLUSION");
        tell(users.offered(5), "[]");
        assertThat(users.call(Role.FINANCE, "/v1/decisions/" + offer + ":release", "", fresh())
                        .statusCode())
                .isEqualTo(200);
        assertThat(Sleepers.json(users.call("/v1/decisions/" + offer + ":accept", "", fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");
    }

    @Test
    void anAcceptThatReservesIsAskedAboutBeforeAndOnlyOnce() {
        JsonNode made =
                Sleepers.json(users.call(Sleepers.decide(users.offered(4)), "{\"placement\":\"reward-hub\"}", fresh()));
        UUID offer = UUID.fromString(made.at("/offers/0/decision_id").asString(made.toString()));
        assertThat(accept(offer, says(Verdict.Kind.DENY)))
                .isInstanceOfSatisfying(
                        Turned.Declined.class,
                        denied -> assertThat(denied.reason()).isEqualTo("RISK_DENIED"));
        assertThat(accept(offer, question -> Mono.just(Verdict.TIMEOUT)))
                .isInstanceOfSatisfying(
                        Turned.Declined.class,
                        denied -> assertThat(denied.offer().state()).isEqualTo(OfferState.OPEN));
        assertThat(accept(offer, says(Verdict.Kind.ALLOW))).isInstanceOf(Turned.Done.class);
        assertThat(accept(offer, says(Verdict.Kind.DENY))).isInstanceOf(Turned.Already.class);
        assertThat(asked).hasSize(3).allSatisfy(question -> {
            assertThat(question.userId()).isEqualTo(users.offered(4));
            assertThat(question.wanted())
                    .extracting(RiskQuestion.Wanted::incentive)
                    .containsExactly("fee-voucher-10@1");
        });
    }
}
