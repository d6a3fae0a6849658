package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShippedRulebookTest {

    private static final Compilation COMPILATION = ShippedRulebook.compilation();
    private static final List<User> USERS = new RandomUsers(3).users(3_000);
    private static final AsOf AS_OF = Vocabulary.shipped().asOf().builder().asOf();

    private final Rulebook rulebook = COMPILATION.rulebook();

    @Test
    void hasAllPlaybooks() {
        assertThat(COMPILATION.refused()).isEmpty();
        assertThat(rulebook.rules()).extracting(CheckedRule::playbook).hasSizeGreaterThan(40);
        assertThat(rulebook.guardrails()).isNotEmpty();
    }

    @Test
    void agreesWithTheInterpreter() {
        Set<String> fired = new HashSet<>();
        for (boolean moved : List.of(true, false)) {
            Market market = RandomUsers.market(moved);
            try (Evaluator evaluator = rulebook.evaluator()) {
                for (User user : USERS) {
                    List<String> rules = evaluator.evaluate(user, market, AS_OF).stream()
                            .map(Candidate::rule)
                            .toList();
                    fired.addAll(rules);
                    assertThat(rules)
                            .isEqualTo(rulebook.rules().stream()
                                    .filter(rule -> Interpreter.fires(rule, user, market, AS_OF))
                                    .map(CheckedRule::name)
                                    .toList());
                    assertThat(evaluator.guardrails(user, market, AS_OF)).isEqualTo(effects(user, market));
                }
            }
        }
        assertThat(fired).hasSizeGreaterThan(40);
    }

    @Test
    void agreesWithTheSameConditionsWrittenByHand() {
        List<String> names = rulebook.rules().stream().map(CheckedRule::name).toList();
        for (boolean moved : List.of(true, false)) {
            Market market = RandomUsers.market(moved);
            try (Evaluator evaluator = rulebook.evaluator()) {
                for (User user : USERS) {
                    BitSet byHand = new BitSet();
                    HandwrittenPlaybooks.evaluate(user, market, (rule, same) -> byHand.set(rule));
                    assertThat(evaluator.evaluate(user, market, AS_OF).stream()
                                    .map(Candidate::rule)
                                    .toList())
                            .isEqualTo(byHand.stream().mapToObj(names::get).toList());
                }
            }
        }
    }

    private List<Effect> effects(User user, Market market) {
        return rulebook.guardrails().stream()
                .filter(rule -> Interpreter.fires(rule, user, market, AS_OF))
                .flatMap(rule -> rule.effects().stream())
                .toList();
    }
}
