package dev.tideline.rules.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.hostile.HostileWorkbooks;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.problem.Problem;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesOfProblemsTest {

    private static final RuleReader READER = new RuleReader(Vocabulary.shipped());

    @Test
    void problemsOfDrlNameTheirRule() {
        assertThat(told("rules.drl", """
                rule "p/one" @why("x")
                when
                    $u : User( vipLevl >= 1, `totalAsset >= 1 )
                then
                    offer("x").by(PUSHH).to($u);
                rule "p/two"
                when
                    $u : User( vipLevel >= 1 )
                then
                    offer("x").to($u);
                end
                stray
                rule "p/three" @why("x")
                when
                    $u : User( vipLevl >= 1 )
                then
                    offer("x").to($u);
                end
                """))
                .containsExactly("3 p/one", "3 p/one", "5 p/one", "6 p/one", "6 p/two", "12 ", "15 p/three");
    }

    @Test
    void aNameThatOtherRulesOrPlaybooksHaveIsTheRules() {
        String rule = "rule \"%s\" @why(\"x\") when $u : User( vipLevel >= 1 ) then offer(\"x\").to($u); end\n";
        assertThat(told("rules.drl", rule.formatted("p/one").repeat(2) + rule.formatted("q/two")))
                .containsExactlyInAnyOrder("2 p/one", "3 q/two");
    }

    @Test
    void problemsOfSentencesNameTheirRule() {
        assertThat(told("rules.en.dslr", """
                rule "p/one"
                @why("Quiet")
                when
                    The user
                    - days since the last trades is at least 30
                then
                    Offer "x" by push
                end
                rule "p/two"
                @why("Quiet")
                when
                    The user
                    - lifecycle stage is one of (active, dormnt)
                then
                    Give a present
                end
                """)).containsExactly("5 p/one", "13 p/two", "15 p/two");
    }

    @Test
    void problemsOfTablesNameTheRuleOfTheirRow() {
        assertThat(told("rules.csv", """
                Rule,Why,VIP level,langage,Message,Channels
                one,w,1.5,en,m,push
                two,=1+2,1,en,M!,pushh
                ,w,1.5,en,m,push
                Two Words,w,1.5,en,m,push
                five,w,1,en,"m
                """))
                .containsExactly(
                        "6 ",
                        "1 ",
                        "2 p/one",
                        "3 p/two",
                        "3 p/two",
                        "3 p/two",
                        "4 ",
                        "4 ",
                        "5 p/Two Words",
                        "5 p/Two Words");
    }

    @Test
    void aFormulaOfAWorkbookIsInTheRuleOfItsRow() {
        byte[] workbook = HostileWorkbooks.cell("C2", "<c r=\"C2\"><f>1+2</f><v>3</v></c>");
        assertThat(told("rules.xlsx", Base64.getEncoder().encodeToString(workbook)))
                .containsExactly("2 p/r");
    }

    @Test
    void settingsOfARuleNameIt() {
        String declaration = "key: p\nrules: { nudge: { priority: 600 } }\npriority: 600\n";
        String table = "Rule,Why,VIP level,Message,Channels,Priority\none,w,1,m,push,700\n";
        assertThat(PlaybookReader.read(Map.of("playbook.yaml", declaration, "rules.csv", table))
                        .problems())
                .filteredOn(problem -> problem.value().endsWith("00"))
                .extracting(Problem::rule)
                .containsExactlyInAnyOrder("p/nudge", "", "p/one");
    }

    @Test
    void theNameStandsBehindThePlaceInALine() {
        String text =
                "rule \"p/one\" @why(\"x\") when $u : User( vipLevel >= 1 ) then offer(\"x\").by(PSH).to($u); end";
        assertThat(READER.playbook("p", Map.of("rules.drl", text), Map.of()).problems())
                .extracting(problem -> problem.messageOfRule(Locale.ENGLISH))
                .singleElement()
                .asString()
                .startsWith("rules.drl:1:75 p/one: 'PSH': no channel has this name here");
    }

    private static List<String> told(String file, String text) {
        return READER.playbook("p", Map.of(file, text), Map.of()).problems().stream()
                .map(problem -> problem.place().line() + " " + problem.rule())
                .toList();
    }
}
