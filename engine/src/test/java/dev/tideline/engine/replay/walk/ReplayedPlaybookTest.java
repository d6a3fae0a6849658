package dev.tideline.engine.replay.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReplayedPlaybookTest {

    private static final String RULE = """
            rule "quiet/tell"
            @why("Test")
            when
                $u : User( daysSinceLastTrade >= $quietDays, noSuchField == 1 )
            then
                segment("quiet").to($u);
            end
            """;

    private static List<String> places(String declaration) {
        return ReplayedPlaybook.read(Map.of("playbook.yaml", declaration, "rules.drl", RULE), Vocabulary.shipped())
                .problems()
                .stream()
                .map(problem -> problem.place().source() + ":" + problem.place().line())
                .toList();
    }

    @Test
    void reportsMistakesOfTheRulesBesideThoseOfTheDeclaration() {
        assertThat(places("""
                        key: quiet
                        priority: 1000
                        parameters:
                          quietDays: { type: days, value: 30, min: 1, max: 90, description: quiet }
                        """))
                .contains("playbook.yaml:2", "rules.drl:4")
                .filteredOn("rules.drl:4"::equals)
                .hasSize(1);
    }

    @Test
    void takesTheKeyFromTheRulesWhereTheDeclarationHasNone() {
        assertThat(places("priority: 1")).contains("rules.drl:4").doesNotContain("rules.drl:1");
    }

    @Test
    void findsMistakesOfTheRulesButNoneOfParametersWhereTheDeclarationIsNoYaml() {
        assertThat(places("key: [")).hasSize(2).contains("rules.drl:4").anyMatch(place -> place.startsWith("playbook"));
    }
}
