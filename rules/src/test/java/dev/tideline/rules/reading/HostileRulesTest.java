package dev.tideline.rules.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.hostile.Attack;
import dev.tideline.rules.hostile.Attacks;
import dev.tideline.rules.hostile.HostileWorkbooks;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileRulesTest {

    private static final RuleReader READER = new RuleReader(Vocabulary.shipped());

    static List<Attack> hostile() {
        return Attacks.all();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWhatIsNotInTheLanguage(Attack attack) {
        assertThat(READER.playbook("p", attack.files(), Map.of()).problems())
                .as(attack.toString())
                .isNotEmpty()
                .allSatisfy(problem -> isUseful(problem, attack));
    }

    @Test
    void knowsAtLeastThreeHundredHostileTextsOfEveryKind() {
        assertThat(Attacks.all()).hasSizeGreaterThan(300).doesNotHaveDuplicates();
        assertThat(Attacks.all().stream().map(Attack::kind).distinct()).containsExactlyInAnyOrder(Attack.Kind.values());
        assertThat(Attacks.sheets()).hasSizeGreaterThan(300);
        Map<Attack.Kind, Long> counts = Attacks.all().stream()
                .collect(Collectors.groupingBy(Attack::kind, TreeMap::new, Collectors.counting()));
        System.out.println("The check refuses all of these, by kind: " + counts);
    }

    @Test
    void acceptsTheTableThatHostileSheetsAreBuiltAround() {
        String workbook = HostileWorkbooks.base64(HostileWorkbooks.sound());
        assertThat(READER.playbook("p", Map.of("rules.xlsx", workbook), Map.of())
                        .problems())
                .isEmpty();
    }

    @Test
    void acceptsTheRuleThatHostileTextsAreBuiltAround() {
        String rule =
                "rule \"p/r\"\n@why(\"x\")\nwhen\n$u : User( tradeCount7d >= 1 )\nthen\noffer(\"x\").to($u);\nend\n";
        assertThat(read(rule).problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void refusesFloodsQuickly(String text) {
        assertThat(read(text).problems()).isNotEmpty().hasSizeLessThanOrEqualTo(51);
    }

    static List<String> bombs() {
        String rule = "rule \"p/r\" @why(\"x\") when $u : User( ";
        return List.of(
                "(".repeat(1_000_000),
                rule + "(".repeat(200_000),
                rule + "!(".repeat(100_000),
                "rule ".repeat(50_000),
                "\u0000".repeat(200_000),
                "\"".repeat(200_001),
                "@".repeat(200_000),
                "rule \"p/r\" @why(\"x\") when $u : User( isTest ) then " + "offer(".repeat(30_000),
                "rule \"p/r\" @why(\"x\") when $u : User( isTest ) then " + "offer(\"x\").to($u);".repeat(10_000)
                        + "end",
                "rule \"p/r\" @why(\"x\") when $u : User( isTest ) then offer(\"x\").to($u); end ".repeat(3_000),
                "/*".repeat(100_000),
                "a".repeat(200_000),
                "1".repeat(200_000),
                "\uD800".repeat(1_000),
                "");
    }

    @Property(tries = 2000)
    void neverFailsOnNonsense(@ForAll @From("nonsense") String text) {
        assertThat(read(text)).isNotNull();
    }

    @Property(tries = 300)
    void neverFailsOnAnyText(@ForAll String text) {
        assertThat(read(text).problems()).isNotEmpty();
    }

    @Provide
    Arbitrary<String> nonsense() {
        Arbitrary<String> pieces = Arbitraries.of(
                "rule",
                "\"p/r\"",
                "@",
                "why",
                "(",
                ")",
                "when",
                "then",
                "end",
                "$u",
                ":",
                "User",
                "Market",
                "AsOf",
                "isTest",
                "tradeCount7d",
                "totalAsset",
                "riskFlags",
                "language",
                ">=",
                "==",
                "!=",
                "!",
                "&&",
                "||",
                ",",
                "in",
                "not",
                "contains",
                "null",
                "true",
                "1",
                "0.5",
                "-",
                "*",
                "\"X\"",
                "$p",
                "offer",
                "message",
                "by",
                "to",
                ".",
                ";",
                "PUSH",
                "all",
                "firstAllowed",
                "\n",
                "/*",
                "*/",
                "//",
                "\\",
                "\u0000",
                "é",
                "\"",
                "$");
        return pieces.list().ofMaxSize(60).map(list -> "rule \"p/r\" @why(\"x\") when " + String.join(" ", list));
    }

    private static Checked<List<CheckedRule>> read(String text) {
        return READER.playbook("p", Map.of("rules.drl", text), Map.of());
    }

    private static void isUseful(Problem problem, Attack attack) {
        assertThat(problem.expected()).isNotBlank();
        assertThat(problem.expected(Locale.CHINESE)).containsPattern("\\p{IsHan}");
        assertThat(attack.files()).containsKey(problem.place().source());
        assertThat(problem.message()).doesNotContain("\u0000").doesNotContain("\n");
    }
}
