package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.rules.candidate.Candidate;
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
import dev.tideline.rules.ruleset.evaluation.Proposed;
import dev.tideline.rules.ruleset.evaluation.RuleBase;
import dev.tideline.rules.ruleset.guard.GeneratedOnce;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    void cutsOnlyThePlaybookWhoseRulesRunAway() {
        try (Evaluator evaluator =
                evaluator(new EvaluationLimits(8, Duration.ofMinutes(1)), "good", 3, "runaway", 10)) {
            Proposed proposed = evaluator.propose(user("many", 20), market, asOf);

            assertThat(proposed.candidates())
                    .extracting(Candidate::rule)
                    .containsExactly("good/more-than-0", "good/more-than-1", "good/more-than-2");
            assertThat(proposed.cuts()).containsOnlyKeys("runaway");
            assertThat(proposed.cuts().get("runaway")).hasMessageContaining("8 rules fired");

            assertThat(evaluator.propose(user("few", 3), market, asOf).cuts()).isEmpty();
        }
    }

    @Test
    void cutsAPlaybookWhoseRulesFitByTheHundredThoughAllTogetherKeepTheLimit() {
        try (Evaluator evaluator = evaluator(EvaluationLimits.STANDARD, "good", 99, "wide", 100)) {
            Proposed proposed = evaluator.propose(user("many", 200), market, asOf);

            assertThat(proposed.cuts()).containsOnlyKeys("wide");
            assertThat(proposed.cuts().get("wide")).hasMessageContaining("100 rules fired");
            assertThat(proposed.candidates())
                    .hasSize(99)
                    .allMatch(one -> one.playbook().equals("good"));
        }
    }

    @Test
    void cutsNobodyIfOnlyAllTogetherPassTheLimit() {
        try (Evaluator evaluator = evaluator(new EvaluationLimits(8, Duration.ofMinutes(1)), "one", 5, "other", 5)) {
            Proposed proposed = evaluator.propose(user("many", 20), market, asOf);

            assertThat(proposed.cuts()).isEmpty();
            assertThat(proposed.candidates()).hasSize(10);
        }
    }

    @Test
    void leavesOutPlaybooksThatAreOmitted() {
        RuleBase rules = base("good", 3, "runaway", 10);
        EvaluationLimits limits = new EvaluationLimits(8, Duration.ofMinutes(1));
        try (Evaluator evaluator = Evaluator.of(rules, base("", 0, "", 0), limits, Set.of("runaway"))) {
            Proposed proposed = evaluator.propose(user("many", 20), market, asOf);

            assertThat(proposed.cuts()).isEmpty();
            assertThat(proposed.candidates())
                    .hasSize(3)
                    .allMatch(one -> one.playbook().equals("good"));
        }
    }

    @Test
    void refusesLimitsThatNobodyCanKeep() {
        assertThatThrownBy(() -> new EvaluationLimits(0, Duration.ofMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EvaluationLimits(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Evaluator evaluator(EvaluationLimits limits) {
        return evaluator(limits, "p", 10, "", 0);
    }

    private static Evaluator evaluator(EvaluationLimits limits, String one, int ofOne, String other, int ofOther) {
        return new Rulebook(base(one, ofOne, other, ofOther), base("", 0, "", 0), limits).evaluator();
    }

    private static RuleBase base(String one, int ofOne, String other, int ofOther) {
        List<CheckedRule> rules = Stream.concat(
                        IntStream.range(0, ofOne).mapToObj(index -> rule(one, index)),
                        IntStream.range(0, ofOther).mapToObj(index -> rule(other, index)))
                .toList();
        return RuleBase.of(rules, new GeneratedOnce()).orThrow();
    }

    /** Fires for users with more trades than its index. */
    private static CheckedRule rule(String playbook, int index) {
        Condition more = new Condition.Comparison(
                VOCABULARY.user().require("trade_count_7d"),
                Operator.GREATER,
                new Operand.Quantity(index, ""),
                NOWHERE);
        return new CheckedRule(
                playbook,
                playbook + "/more-than-" + index,
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
