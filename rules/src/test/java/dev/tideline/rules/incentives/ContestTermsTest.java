package dev.tideline.rules.incentives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.incentives.terms.ContestTerms;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The prize table of a contest in the catalogue. */
class ContestTermsTest {

    private static final String PRIZES = """
            prizes:
              version: 1
              type: contest-prize
              terms:
                pool: "3600"
                prizes: [{ to: 1, pool: "1000" }, { to: 2, pool: "600" }, { to: 3, pool: "400" }, { to: 10, pool: "1400" }]
                participation: "200"
                rankBy: contest_volume
                best: highest
                ties: earlier
                review: P30D
              asset: USDT
              faceValue: "1000"
              expectedCost: "100"
              eligible: { regions: [GLOBAL], classes: [RETAIL], kyc: 1 }
              claimWithin: P45D
              useWithin: P7D
              payoutAfter: P1D
              texts: { en: { name: P, conditions: C }, zh: { name: 奖, conditions: 条件 } }
            """;

    @Test
    void readsThePrizeTable() {
        Incentive prizes =
                Incentives.read("c.yaml", PRIZES).orThrow().named("prizes").orElseThrow();
        ContestTerms terms = (ContestTerms) prizes.terms();
        assertThat(terms.bands()).hasSize(4);
        assertThat(terms.bands().get(3).first()).isEqualTo(4);
        assertThat(terms.bands().get(3).last()).isEqualTo(10);
        assertThat(terms.review()).isEqualTo(Duration.ofDays(30));
        assertThat(prizes.reserved()).isEqualTo(prizes.asset().zero());
    }

    @Test
    void refusesPrizesThatDoNotAddUpToThePool() {
        refused(PRIZES.replace("\"3600\"", "\"3600.000001\""), "/prizes/terms", "add up to 3600 USDT");
    }

    @Test
    void refusesRanksThatGoBack() {
        refused(PRIZES.replace("to: 3,", "to: 2,"), "/prizes/terms", "no band");
    }

    @Test
    void refusesToRankByWhatIsNoNumber() {
        refused(PRIZES.replace("contest_volume", "contest_id"), "/prizes/terms/rankBy", "a number of the user");
        refused(PRIZES.replace("contest_volume", "joined_at"), "/prizes/terms/rankBy", "a number of the user");
    }

    @Test
    void refusesAPrizeAboveTheFaceValue() {
        refused(PRIZES.replace("faceValue: \"1000\"", "faceValue: \"999\""), "/prizes/terms", "at most the face value");
    }

    @Test
    void refusesAPartThatLapsesBeforeTheReviewEnds() {
        refused(PRIZES.replace("P45D", "P30D"), "/prizes/claimWithin", "longer than the review");
    }

    private static void refused(String text, String pointer, String expected) {
        assertThat(Incentives.read("c.yaml", text).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place().pointer()).isEqualTo(pointer);
            assertThat(problem.expected()).contains(expected);
        });
    }
}
