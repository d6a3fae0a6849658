package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.playbook.Reading;
import dev.tideline.rules.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofreadingTest {

    private static final String SOUND = """
            key: quiet
            name: { en: Quiet users }
            family: recall
            class: promotional
            priority: 60
            schedule: { cron: "0 0 12 * * ?", zone: UTC }
            reentry: { once: ever }
            parameters:
              quietDays: { type: days, value: 30, min: 14, max: 90, description: quiet }
              assets: { type: usdt, value: 100, min: 1, max: 900, description: assets }
            """;
    private static final String RULE = """
            rule "quiet/tell"
            @why("Test")
            when
                $u : User( daysSinceLastTrade >= $quietDays, totalAsset >= $assets, noSuchField == 1 )
            then
                segment("quiet").to($u);
            end
            """;
    private static final String FIELD = "rules.drl:4 noSuchField";

    @Test
    void aParameterThatCannotBeReadMakesNoMistakesWhereItIsNamed() {
        assertThat(mistakes("quiet", SOUND, RULE)).containsExactly(FIELD);
        assertThat(mistakes("quiet", SOUND.replace("type: days", "type: dayz"), RULE))
                .containsExactly("playbook.yaml:9 dayz", FIELD);
        assertThat(mistakes("quiet", SOUND.replace("parameters:", "parametres:"), RULE))
                .containsExactly("playbook.yaml:8 parametres", FIELD);
        assertThat(mistakes("quiet", SOUND + "  assets: { type: days }\n", RULE))
                .contains("playbook.yaml:11 assets", FIELD)
                .noneMatch(mistake -> mistake.contains("$"));
        assertThat(mistakes("quiet", SOUND.replace("type: days", "type: dayz"), RULE.replace("$assets", "$asets")))
                .containsExactly("playbook.yaml:9 dayz", "rules.drl:4 $asets", FIELD);
    }

    @Test
    void aParameterOfAnotherUnitThanItsFieldIsToldWhereItIsNamed() {
        assertThat(mistakes("quiet", SOUND.replace("type: days", "type: hours"), RULE))
                .containsExactly("rules.drl:4 $quietDays", FIELD);
        assertThat(mistakes("quiet", SOUND.replace("type: usdt", "type: days"), RULE))
                .containsExactly("rules.drl:4 $assets", FIELD);
        assertThat(mistakes("quiet", SOUND.replace("type: days", "type: count"), RULE))
                .containsExactly(FIELD);
    }

    @Test
    void aDeclarationThatIsMissingOrNoYamlHidesNoMistakeOfTheRules() {
        assertThat(mistakes("quiet", "key: [", RULE)).hasSize(2).contains(FIELD);
        assertThat(mistakes("quiet", Map.of("rules.drl", RULE))).containsExactly("playbook.yaml:0 ", FIELD);
    }

    @Test
    void rulesAreNamedAfterTheDeclaredKeyOrTheRightOne() {
        assertThat(mistakes("quiet", SOUND.replace("key: quiet", "key: Quiet"), RULE))
                .containsExactly("playbook.yaml:1 Quiet", FIELD);
        assertThat(mistakes("loud", SOUND, RULE)).containsExactly(FIELD);
        assertThat(mistakes("loud", SOUND, RULE.replace("quiet/", "loud/"))).containsExactly(FIELD);
        assertThat(mistakes("loud", SOUND, RULE.replace("quiet/", "third/")))
                .containsExactlyInAnyOrder("rules.drl:1 third/tell", FIELD);
    }

    @Test
    void everyMistakeOfATableComesInTheOrderOfItsCells() {
        String table = """
                Rule,Why,days since the last trade,region,Message,Channels,Priority,Cooldown
                a,w,abc,Mars,m,push,101,soon
                b,w,1.5,Venus,m,push,,14
                """;
        assertThat(mistakes("quiet", Map.of("playbook.yaml", SOUND, "rules.csv", table)))
                .containsExactly(
                        "rules.csv:2 abc",
                        "rules.csv:2 Mars",
                        "rules.csv:2 101",
                        "rules.csv:2 soon",
                        "rules.csv:3 1.5",
                        "rules.csv:3 Venus");
    }

    private static List<String> mistakes(String key, String declaration, String rules) {
        return mistakes(key, Map.of("playbook.yaml", declaration, "rules.drl", rules));
    }

    private static List<String> mistakes(String key, Map<String, String> files) {
        Reading reading = PlaybookReader.reading(files);
        List<Problem> all = new ArrayList<>(reading.problems());
        all.addAll(Proofreading.rules(key, reading, Incentives.shipped(), Vocabulary.shipped()));
        return Proofreading.inOrder(all).stream()
                .map(problem -> problem.place().source() + ":" + problem.place().line() + " " + problem.value())
                .toList();
    }
}
