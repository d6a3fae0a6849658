package dev.tideline.engine.arbitration;

import static dev.tideline.engine.arbitration.Given.NOON;
import static dev.tideline.engine.arbitration.Given.account;
import static dev.tideline.engine.arbitration.Given.candidate;
import static dev.tideline.engine.arbitration.Given.offer;
import static dev.tideline.engine.arbitration.Given.person;
import static dev.tideline.engine.arbitration.Given.playbook;
import static dev.tideline.engine.arbitration.Given.terms;
import static dev.tideline.engine.arbitration.Given.touch;
import static dev.tideline.engine.arbitration.Given.user;
import static dev.tideline.engine.arbitration.Verdicts.assertPart;
import static dev.tideline.engine.arbitration.Verdicts.decide;
import static dev.tideline.engine.arbitration.Verdicts.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.guardrails.OfferLimits;
import dev.tideline.rules.guardrails.OfferLimits.Clusters;
import dev.tideline.rules.guardrails.OfferLimits.GroupCap;
import dev.tideline.rules.guardrails.Ranking;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.reentry.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** G05, G09, groups, clusters and the score, with the shipped numbers. */
class OffersTest {

    private static final OfferLimits SHIPPED = LimitsReader.shipped().offers();
    private static final Limits VALUE = limits(SHIPPED, OfferLimits.NONE);
    private static final Limits PACE = limits(OfferLimits.NONE, SHIPPED);

    private static Limits limits(OfferLimits value, OfferLimits pace) {
        return Given.with(
                Given.limits(), new OfferLimits(value.value(), pace.pace(), List.of(), OfferLimits.NONE.clusters()));
    }

    private static User payer(long age, String fees90, String allFees) {
        return user("u", facts -> {
            facts.number(Given.SCHEMA.require("days_since_registration").slot(), age);
            facts.number(Given.SCHEMA.require("fee_paid_90d").slot(), millionths(fees90));
            return facts.number(Given.SCHEMA.require("fee_paid_total").slot(), millionths(allFees));
        });
    }

    private static long millionths(String amount) {
        return new BigDecimal(amount).movePointRight(6).longValueExact();
    }

    private static PersonHistory granted(Grant... grants) {
        return new PersonHistory(Map.of(), Map.of(), List.of(), new ArrayList<>(List.of(grants)), 1);
    }

    private static Grant grant(Duration ago, String incentive, int face) {
        return new Grant(NOON.minus(ago), BigDecimal.valueOf(face), incentive, "z");
    }

    @ParameterizedTest
    @CsvSource({
        // age, fees of 90 days, all fees, family, cost of 30 days before, granted; asked: 20
        "100,  0,     0,    recall,     0,  true",
        "100,  0,     0,    recall,     5,  false",
        "100,  83.33, 100,  recall,     5,  false",
        "100,  83.34, 100,  recall,     5,  true",
        "100,  0,     999,  recall,     5,  false",
        "100,  0,     1000, recall,     5,  true",
        "100,  0,     1000, activation, 5,  false",
        "100,  -5,    1000, recall,     5,  true",
        "29,   0,     0,    recall,     20, true",
        "29,   1000,  1000, recall,     40, false",
        "30,   0,     0,    recall,     5,  false"
    })
    void theValueCapFollowsFeesAgeAndFamily(
            long age, String fees, String allFees, String family, int before, boolean goes) {
        PersonHistory history =
                before == 0 ? PersonHistory.NONE : granted(grant(Duration.ofDays(3), "v" + before, before));
        Limits limits = new Limits(
                VALUE.contactCaps(),
                VALUE.contactExempt(),
                VALUE.quietHours(),
                0,
                new Limits.IncentiveCap(BigDecimal.valueOf(1000), "USDT", Window.parse("rolling(P30D)")),
                VALUE.offers(),
                VALUE.ranking());
        CandidateResult result = only(
                terms(limits, playbook("a").family(family).terms()),
                person(history, account(1, payer(age, fees, allFees), candidate("a", offer("v20")))));
        assertThat(result.reason()).isEqualTo(goes ? Reason.GRANTED : Reason.CAP_VALUE);
    }

    @Test
    void theValueCapTakesTheIncentiveAndLeavesTheMessage() {
        CandidateResult result = only(
                terms(VALUE, playbook("a").terms()),
                person(
                        granted(grant(Duration.ofDays(3), "v10", 10)),
                        account(1, payer(100, "0", "0"), candidate("a", offer("v20"), touch(Channel.PUSH)))));
        assertPart(result, 0, Outcome.DROPPED, Reason.CAP_VALUE);
        assertPart(result, 1, Outcome.GRANTED, Reason.GRANTED);
        assertThat(result.parts().get(0).values())
                .containsEntry("granted", "10")
                .containsEntry("cost", "20")
                .containsEntry("at_most", "20");
        assertThat(result.parts().get(0).retryAt()).isEqualTo(NOON.plus(Duration.ofDays(27)));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTRACTUAL", "GOODWILL"})
    void whatWasEarnedOrIsMadeGoodIsOutsideValueAndPace(CandidateClass exempt) {
        PersonHistory full = granted(grant(Duration.ofHours(1), "v20", 20));
        for (Limits limits : List.of(VALUE, PACE)) {
            CandidateResult result = only(
                    terms(limits, playbook("a").is(exempt).terms()),
                    person(full, account(1, payer(100, "0", "0"), candidate("a", offer("v40")))));
            assertThat(result.outcome()).isEqualTo(Outcome.GRANTED);
        }
    }

    @Test
    void onlyTheBestOfferOfADayIsMade() {
        List<CandidateResult> results = decide(
                terms(
                        PACE,
                        playbook("a").priority(9).terms(),
                        playbook("b").priority(8).terms()),
                person(account(1, user("u"), candidate("b", offer("v5")), candidate("a", offer("v10")))));
        assertThat(results).extracting(CandidateResult::reason).containsExactly(Reason.GRANTED, Reason.CAP_OFFERS);
        assertThat(results.get(1).retryAt()).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void aFourthOpenVoucherWaitsUntilTheFirstCloses() {
        CandidateResult result = only(
                terms(PACE, playbook("a").terms()),
                person(
                        granted(
                                grant(Duration.ofDays(13), "v5", 5),
                                grant(Duration.ofDays(5), "v5", 5),
                                grant(Duration.ofDays(2), "v5", 5),
                                grant(Duration.ofDays(14), "v5", 5)),
                        account(1, user("u"), candidate("a", offer("v5")))));
        assertThat(result.reason()).isEqualTo(Reason.CAP_OPEN_VOUCHERS);
        assertThat(result.retryAt()).isEqualTo(NOON.plus(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @CsvSource({
        // open since 13 days, of playbook z; asked by playbook; refused
        "alone, v5,    a, true",
        "v5,    alone, a, true",
        "alone, sole,  a, true",
        "alone, alone, a, true",
        "alone, alone, z, false",
        "v5,    v10,   a, false",
        "alone, bonus, a, false",
        "bonus, alone, a, false"
    })
    void ofOneProductOnlyCombinableIncentivesStandTogether(String open, String asked, String by, boolean refused) {
        CandidateResult result = only(
                terms(Given.limits(), playbook(by).terms()),
                person(
                        granted(grant(Duration.ofDays(13), open, 5), grant(Duration.ofDays(14), "sole", 5)),
                        account(1, user("u"), candidate(by, offer(asked), touch(Channel.PUSH)))));
        if (refused) {
            assertPart(result, 0, Outcome.DROPPED, Reason.CAP_NOT_COMBINABLE);
            assertThat(result.parts().get(0).values())
                    .isEqualTo(Map.of("incentive", open, "playbook", "z", "product", "FEES"));
            assertThat(result.parts().get(0).retryAt()).isEqualTo(NOON.plus(Duration.ofDays(1)));
        } else {
            assertPart(result, 0, Outcome.GRANTED, Reason.GRANTED);
        }
    }

    @Test
    void ofTwoThatCannotStandTogetherTheBetterIsGranted() {
        List<CandidateResult> results = decide(
                terms(
                        Given.limits(),
                        playbook("a").priority(9).terms(),
                        playbook("b").priority(8).terms(),
                        playbook("c").is(CandidateClass.GOODWILL).terms()),
                person(account(
                        1,
                        user("u"),
                        candidate("b", offer("v5")),
                        candidate("a", offer("alone")),
                        candidate("c", offer("sole")))));
        assertThat(results)
                .extracting(CandidateResult::playbook, CandidateResult::reason)
                .containsExactlyInAnyOrder(
                        tuple("a", Reason.GRANTED), tuple("b", Reason.CAP_NOT_COMBINABLE), tuple("c", Reason.GRANTED));
    }

    @Test
    void aGroupOfPlaybooksSharesItsCap() {
        GroupCap cap = new GroupCap("spring", Set.of("z", "a"), BigDecimal.TEN, Window.parse("calendar(month, UTC)"));
        Limits limits = Given.with(
                Given.limits(),
                new OfferLimits(
                        OfferLimits.NONE.value(), OfferLimits.NONE.pace(), List.of(cap), OfferLimits.NONE.clusters()));
        List<CandidateResult> results = decide(
                terms(limits, playbook("a").terms(), playbook("b").terms()),
                person(
                        granted(grant(Duration.ofDays(3), "v10", 10)),
                        account(1, user("u"), candidate("a", offer("v5")), candidate("b", offer("v5")))));
        assertThat(results).extracting(CandidateResult::reason).containsExactly(Reason.CAP_GROUP, Reason.GRANTED);
        assertThat(results.get(0).retryAt()).isEqualTo("2026-04-01T00:00:00Z");
    }

    @Test
    void whatTheCapsCannotCountIsRefusedUnlessTheyDoNotBind() {
        List<CandidateResult> results = decide(
                terms(
                        playbook("a").terms(),
                        playbook("g").is(CandidateClass.GOODWILL).terms()),
                person(account(1, user("u"), candidate("a", offer("coin")), candidate("g", offer("coin")))));
        assertThat(results).extracting(CandidateResult::reason).containsExactly(Reason.CAP_ASSET, Reason.GRANTED);
        assertThat(results.get(0).parts().get(0).values())
                .containsEntry("asset", "BTC")
                .containsEntry("counted_in", "USDT");
    }

    @Test
    void aClusterThatIsTooLargeGetsNoIncentive() {
        Limits limits = Given.with(
                Given.limits(),
                new OfferLimits(OfferLimits.NONE.value(), OfferLimits.NONE.pace(), List.of(), new Clusters(3, 9)));
        User large = user(
                "u",
                facts ->
                        facts.number(Given.SCHEMA.require("ip_cluster_size_30d").slot(), 10));
        CandidateResult result =
                only(terms(limits, playbook("a").terms()), person(account(1, large, candidate("a", offer("v5")))));
        assertThat(result.reason()).isEqualTo(Reason.CAP_CLUSTER);
    }

    @Test
    void theScoreRanksBeforePriority() {
        Playbook.Worth likely =
                new Playbook.Worth(new BigDecimal("0.9"), new BigDecimal("2"), BigDecimal.ONE, Set.of());
        Ranking levers = new Ranking(2, new TreeMap<>(), new TreeMap<>(Map.of("c", new BigDecimal("1.7"))));
        List<CandidateResult> results = decide(
                terms(
                                Given.with(Given.limits(), levers),
                                playbook("a").priority(90).terms(),
                                playbook("b").priority(10).worth(likely).terms(),
                                playbook("c").priority(5).terms())
                        .in(Map.of("a", new BigDecimal("1.5"))),
                person(account(
                        1,
                        user("u"),
                        candidate("a", offer("v5")),
                        candidate("b", offer("v5")),
                        candidate("c", offer("v5")))));
        assertThat(results).extracting(CandidateResult::playbook).containsExactly("c", "b", "a");
        assertThat(results)
                .extracting(result -> result.score().toPlainString())
                .containsExactly("1.700000000", "1.620000000", "1.500000000");
    }
}
