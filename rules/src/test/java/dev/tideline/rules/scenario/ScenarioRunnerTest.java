package dev.tideline.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.segments.Segmentation;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScenarioRunnerTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final String RULES = """
            rule "quiet/offer-voucher"
            @why("No trade for 30 to 59 days")
            when
                $u : User( daysSinceLastTrade >= 30, daysSinceLastTrade < 60 )
            then
                offer("voucher-10").by(PUSH, EMAIL).to($u);
            end

            rule "quiet/welcome-back"
            @why("Came back within a day")
            when
                $u : User( lifecycleStage == "RESURRECTED", hoursSinceStage <= 24 )
            then
                segment("back").to($u);
            end
            """;
    private static final String FIRES = """
            - name: 30 quiet days bring a voucher
              asOf: 2026-03-31
              given: { user: { lastTradeAt: 2026-03-01 } }
              expect:
                fired: [quiet/offer-voucher]
                candidates: [{ incentive: voucher-10, touch: voucher-10, by: [PUSH, EMAIL] }]
            """;
    private static final String NEAR_MISS = """
            - name: 29 quiet days are not enough
              asOf: 2026-03-30
              given: { user: { lastTradeAt: 2026-03-01 } }
              expect: { candidates: [] }
            """;
    private static final String GIVEN_STAGE = """
            - name: a given stage wins
              asOf: 2026-03-31T12:00:00Z
              given: { user: { lifecycleStage: RESURRECTED, stageEnteredAt: 2026-03-30T12:00:00Z } }
              expect: { fired: [quiet/welcome-back], candidates: [{ segment: back }] }
            """;

    @Test
    void casesThatFitPassAndCoverEveryRule() {
        ScenarioReport report = run(FIRES + NEAR_MISS + GIVEN_STAGE);
        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isTrue();
    }

    @Test
    void aDifferenceIsReportedWithFileAndLine() {
        ScenarioReport report = run(FIRES + NEAR_MISS.replace("03-30", "03-31") + GIVEN_STAGE);
        assertThat(report.failures())
                .singleElement()
                .asString()
                .startsWith("quiet/scenarios.yaml:7")
                .contains("'29 quiet days are not enough' did not expect")
                .contains("quiet/offer-voucher");
    }

    @Test
    void aMissingCandidateIsReported() {
        ScenarioReport report = run(FIRES.replace("voucher-10", "voucher-20") + NEAR_MISS + GIVEN_STAGE);
        assertThat(report.failures())
                .anyMatch(line -> line.contains("expected { ")
                        && line.contains("incentive: voucher-20")
                        && line.contains("found { rule: quiet/offer-voucher, incentive: voucher-10")
                        && !line.contains("Candidate["));
    }

    @Test
    void otherRulesThanExpectedAreReported() {
        ScenarioReport report = run(FIRES.replace("[quiet/offer-voucher]", "[]") + NEAR_MISS + GIVEN_STAGE);
        assertThat(report.failures())
                .containsExactly("quiet/scenarios.yaml:1:3 /0: '30 quiet days bring a voucher' expected to fire [],"
                        + " but fired [quiet/offer-voucher]");
    }

    @Test
    void aRuleThatNoCaseFiresIsNotCovered() {
        ScenarioReport report = run(FIRES + NEAR_MISS);
        assertThat(report.neverFired()).containsExactly("quiet/welcome-back");
        assertThat(report.passed()).isFalse();
    }

    @Test
    void aRuleWithoutNearMissIsNotCovered() {
        ScenarioReport report = run(FIRES);
        assertThat(report.neverMissed()).containsExactly("quiet/offer-voucher");
    }

    @Test
    void everyMistakeOfAFileIsReportedAtItsLine() {
        List<Problem> problems = read("""
                - name: wrong
                  asOf: tomorrow
                  given:
                    user:
                      daysSinceLastTrade: 30
                      totalAsset: a lot
                      noSuchField: 1
                  expect: { fird: [] }
                """).problems();
        assertThat(problems)
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "quiet/scenarios.yaml:2:3 /0/asOf: 'tomorrow': a date or an instant",
                        "quiet/scenarios.yaml:5:7 /0/given/user/daysSinceLastTrade: 'daysSinceLastTrade': `lastTradeAt`,"
                                + " from which the value of this field follows",
                        "quiet/scenarios.yaml:6:7 /0/given/user/totalAsset: 'a lot': a decimal number with at most 6 decimals",
                        "quiet/scenarios.yaml:7:7 /0/given/user/noSuchField: 'noSuchField': no field has this name; no known name is near it",
                        "quiet/scenarios.yaml:8:3 /0/expect/fired: 'fired', 'candidates' or both",
                        "quiet/scenarios.yaml:8:13 /0/expect/fird: 'fird': one of fired, candidates. Did you mean 'fired'?");
    }

    @Test
    void aFileIsAListOfCases() {
        assertThat(read("name: alone").problems()).hasSize(1);
        assertThat(read("- alone").problems()).isNotEmpty();
        assertThat(read("[").problems()).isNotEmpty();
    }

    @Test
    void theMarketCanBeGiven() {
        String text = """
                - name: the market moves
                  asOf: 2026-03-31
                  given: { user: {}, market: { btcChange24h: -0.06, event: BTC_MOVED_5PCT } }
                  expect: { fired: [] }
                """;
        assertThat(run(text).cases())
                .singleElement()
                .satisfies(result -> assertThat(result.passed()).isTrue());
    }

    private static ScenarioReport run(String text) {
        List<CheckedRule> rules = new RuleReader(VOCABULARY)
                .playbook("quiet", Map.of("rules.drl", RULES), Map.of())
                .orThrow();
        ScenarioRunner runner = new ScenarioRunner(VOCABULARY, Segmentation.shipped(VOCABULARY), ZoneOffset.UTC);
        return runner.run(
                read(text).orThrow(), rules.stream().map(CheckedRule::name).toList(), Proposals.interpreted(rules));
    }

    private static dev.tideline.rules.language.Checked<List<Scenario>> read(String text) {
        return new ScenarioReader(VOCABULARY).read("quiet/scenarios.yaml", text);
    }
}
