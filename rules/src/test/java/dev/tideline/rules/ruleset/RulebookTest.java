package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import dev.tideline.rules.ruleset.evaluation.RuleBase;
import dev.tideline.rules.ruleset.guard.GeneratedOnce;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RulebookTest {

    @Property(tries = 15)
    void agreesWithTheInterpreter(@ForAll long seed) {
        RandomRules facts = new RandomRules(seed);
        List<CheckedRule> rules = facts.rules(60);
        List<CheckedRule> guardrails = facts.guardrails(10);
        try (Evaluator evaluator = rulebook(rules, guardrails).evaluator()) {
            for (int day = 0; day < 5; day++) {
                Market market = facts.market();
                AsOf asOf = facts.asOf();
                for (User user : facts.users(40)) {
                    assertThat(evaluator.evaluate(user, market, asOf))
                            .extracting(Candidate::rule)
                            .isEqualTo(names(rules, user, market, asOf));
                    assertThat(evaluator.guardrails(user, market, asOf))
                            .isEqualTo(effects(guardrails, user, market, asOf));
                }
            }
        }
    }

    @Test
    void hasTheSameHashForTheSameRules() {
        Rulebook one = rulebook(new RandomRules(1).rules(10), new RandomRules(2).guardrails(2));
        Rulebook same = rulebook(new RandomRules(1).rules(10), new RandomRules(2).guardrails(2));
        Rulebook otherGuard = rulebook(new RandomRules(1).rules(10), new RandomRules(3).guardrails(2));

        assertThat(one.hash()).hasSize(64).isEqualTo(same.hash()).isNotEqualTo(otherGuard.hash());
    }

    @Test
    void answersNothingWithoutRules() {
        RandomRules facts = new RandomRules(1);
        try (Evaluator evaluator = rulebook(List.of(), List.of()).evaluator()) {
            User user = facts.users(1).get(0);
            assertThat(evaluator.evaluate(user, facts.market(), facts.asOf())).isEmpty();
            assertThat(evaluator.guardrails(user, facts.market(), facts.asOf())).isEmpty();
        }
    }

    static Rulebook rulebook(List<CheckedRule> rules, List<CheckedRule> guardrails) {
        return new Rulebook(
                RuleBase.of(rules, new GeneratedOnce()).orThrow(),
                RuleBase.of(guardrails, new GeneratedOnce()).orThrow(),
                EvaluationLimits.STANDARD);
    }

    private static List<Effect> effects(List<CheckedRule> guardrails, User user, Market market, AsOf asOf) {
        return guardrails.stream()
                .filter(rule -> Interpreter.fires(rule, user, market, asOf))
                .flatMap(rule -> rule.effects().stream())
                .toList();
    }

    private static List<String> names(List<CheckedRule> rules, User user, Market market, AsOf asOf) {
        return rules.stream()
                .filter(rule -> Interpreter.fires(rule, user, market, asOf))
                .map(CheckedRule::name)
                .toList();
    }
}
