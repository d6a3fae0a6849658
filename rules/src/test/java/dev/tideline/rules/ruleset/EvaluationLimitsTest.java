package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import dev.tideline.rules.ruleset.evaluation.RuleBase;
import dev.tideline.rules.ruleset.guard.GeneratedOnce;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationLimitsTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Place NOWHERE = Place.at("", 0, 0);

    private final Market market = VOCABULARY.market().builder().market();
    private final AsOf asOf = VOCABULARY.asOf().builder().asOf();

    @Test
    void cutsAUserForWhomTooManyRulesFireAndNobodyElse() {
        try (Evaluator evaluator = evaluator(new EvaluationLimits(5, Duration.ofMinutes(1)))) {
            assertThatThrownBy(() -> evaluator.evaluate(user("many", 5), market, asOf))
                    .isInstanceOf(EvaluationCut.class)
                    .hasMessageContaining("5 rules fired")
                    .hasMessageNotContaining("many");

            assertThat(evaluator.evaluate(user("few", 4), market, asOf)).hasSize(4);
            assertThat(evaluator.evaluate(user("none", 0), market, asOf)).isEmpty();
        }
    }

    @Test
    void cutsAUserWhoTakesTooLong() {
        try (Evaluator evaluator = evaluator(new EvaluationLimits(100, Duration.ofNanos(1)))) {
            assertThatThrownBy(() -> evaluator.evaluate(user("slow", 1), market, asOf))
                    .isInstanceOf(EvaluationCut.class)
                    .hasMessageContaining("took longer")
                    .hasMessageNotContaining("slow");
        }
    }

    @Test
    void cutsAUserWhoseFactsBreakARuleAndNobodyElse() {
        try (Evaluator evaluator = evaluator(EvaluationLimits.STANDARD)) {
            User broken = VOCABULARY.asOf().builder().user("broken");

            assertThatThrownBy(() -> evaluator.evaluate(broken, market, asOf))
                    .isInstanceOf(EvaluationCut.class)
                    .hasCauseInstanceOf(RuntimeException.class);

            assertThat(evaluator.evaluate(user("sound", 3), market, asOf)).hasSize(3);
        }
    }

    @Test
    void refusesLimitsThatNobodyCanKeep() {
        assertThatThrownBy(() -> new EvaluationLimits(0, Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EvaluationLimits(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Evaluator evaluator(EvaluationLimits limits) {
        List<CheckedRule> rules =
                IntStream.range(0, 10).mapToObj(EvaluationLimitsTest::rule).toList();
        return new Rulebook(
                        RuleBase.of(rules, new GeneratedOnce()).orThrow(),
                        RuleBase.of(List.of(), new GeneratedOnce()).orThrow(),
                        limits)
                .evaluator();
    }

    /** Fires for users with more trades than its index. */
    private static CheckedRule rule(int index) {
        Condition more = new Condition.Comparison(
                VOCABULARY.user().require("trade_count_7d"),
                Operator.GREATER,
                new Operand.Quantity(index, ""),
                NOWHERE);
        return new CheckedRule(
                "p",
                "p/more-than-" + index,
                "test",
                more,
                null,
                null,
                List.of(new Part.Segment("s")),
                List.of(),
                NOWHERE,
                Set.of());
    }

    private static User user(String id, int trades) {
        return VOCABULARY
                .user()
                .builder()
                .number(VOCABULARY.user().require("trade_count_7d").slot(), trades)
                .user(id);
    }
}
