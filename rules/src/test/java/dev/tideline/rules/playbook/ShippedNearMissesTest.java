package dev.tideline.rules.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.scenario.Scenario;
import dev.tideline.rules.scenario.ScenarioReader;
import dev.tideline.rules.scenario.ScenarioRunner;
import dev.tideline.rules.segments.Segmentation;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedNearMissesTest {

    private static final Vocabulary WORDS = Vocabulary.shipped();
    private static final RuleReader RULES = new RuleReader(WORDS);
    private static final ScenarioRunner RUNNER = new ScenarioRunner(WORDS, Segmentation.shipped(WORDS), ZoneOffset.UTC);

    @ParameterizedTest
    @MethodSource("keys")
    void showsAUserJustOutsideEachClause(String key) {
        List<User> users = users(key);
        for (CheckedRule rule : rules(key)) {
            assertThat(Clauses.without(rule.user()))
                    .as("clauses of %s that no case needs: add a user whom that clause alone keeps out", rule.name())
                    .filteredOn(without -> users.stream()
                            .allMatch(user -> Interpreter.holds(without.condition(), user)
                                    == Interpreter.holds(rule.user(), user)))
                    .extracting(without -> AuthorPrinter.asWritten().print(without.clause()))
                    .isEmpty();
        }
    }

    private static List<User> users(String key) {
        List<User> users = new ArrayList<>();
        RUNNER.run(cases(key), List.of(), (user, market, asOf) -> {
            users.add(user);
            return List.of();
        });
        return users;
    }

    private static List<CheckedRule> rules(String key) {
        Playbook playbook = PlaybookReader.read(ShippedPlaybooks.files(key)).orThrow();
        return RULES.playbook(key, playbook.ruleFiles(), playbook.parameters()).orThrow();
    }

    private static List<Scenario> cases(String key) {
        return new ScenarioReader(WORDS)
                .read(
                        key + "/" + Playbook.SCENARIOS,
                        ShippedPlaybooks.files(key).get(Playbook.SCENARIOS))
                .orThrow();
    }

    static Stream<String> keys() {
        return ShippedPlaybooks.keys().stream();
    }
}
