package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.ruleset.evaluation.RuleBase;
import dev.tideline.rules.ruleset.guard.GeneratedOnce;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoundPlaybooksTest {

    private static final Place NOWHERE = Place.at("r", 0, 0);

    private final Map<String, List<Problem>> refused = new TreeMap<>();

    /** A compiler that takes so many rules at a time. */
    private RuleBase compiled(int most, Map<String, List<CheckedRule>> playbooks) {
        GeneratedOnce generated = new GeneratedOnce();
        return new SoundPlaybooks(
                        refused,
                        rules -> rules.size() > most
                                ? new Checked.Invalid<>(List.of(new Problem(NOWHERE, "", Wording.of("a rule or two"))))
                                : RuleBase.of(rules, generated))
                .compile(playbooks);
    }

    @Test
    void leavesTheLargestOutWhereOnlyTheWholeDoesNotCompile() {
        RuleBase base = compiled(6, Map.of("a", rules("a", 3), "b", rules("b", 4), "c", rules("c", 2)));
        assertThat(refused).containsOnlyKeys("b");
        assertThat(base.rules()).extracting(CheckedRule::playbook).containsOnly("a", "c");
    }

    @Test
    void leavesNobodyOutForTheSakeOfOneThatNeverCompiles() {
        RuleBase base = compiled(6, Map.of("a", rules("a", 3), "b", rules("b", 7), "c", rules("c", 3)));
        assertThat(refused).containsOnlyKeys("b");
        assertThat(base.rules()).hasSize(6);
    }

    private static List<CheckedRule> rules(String playbook, int count) {
        String text = IntStream.range(0, count)
                .mapToObj(number -> """
                        rule "%s/rule-%d"
                        @why("Test")
                        when
                            $u : User( vipLevel >= 1 )
                        then
                            segment("s").to($u);
                        end
                        """.formatted(playbook, number))
                .collect(Collectors.joining());
        return new RuleReader(Vocabulary.shipped())
                .playbook(playbook, Map.of("rules.drl", text), Map.of())
                .orThrow();
    }
}
