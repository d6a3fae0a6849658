package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.ruleset.evaluation.RuleBase;
import dev.tideline.rules.ruleset.guard.GeneratedOnce;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        return IntStream.range(0, count)
                .mapToObj(index -> new CheckedRule(
                        playbook,
                        playbook + "/rule-" + index,
                        "test",
                        new Condition.All(List.of(), NOWHERE),
                        null,
                        null,
                        List.of(new Part.Segment("s")),
                        List.of(),
                        NOWHERE,
                        Set.of()))
                .toList();
    }
}
