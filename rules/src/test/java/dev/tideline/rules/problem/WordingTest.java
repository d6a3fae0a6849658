package dev.tideline.rules.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.architecture.WordingRules;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    private static final List<String> MODULES = List.of("rules", "engine", "api");

    @Test
    void saysItsArgumentsInTheSameLanguage() {
        Wording phrase = Wording.of("no field has this name; {0}", Nearest.meant("vipTier"));
        assertThat(phrase.text()).isEqualTo("no field has this name; did you mean `vipTier`?");
        assertThat(phrase.text(Locale.SIMPLIFIED_CHINESE)).isEqualTo("没有这个字段；是不是想写 `vipTier`？");
    }

    @ParameterizedTest
    @CsvSource({"zh,true", "zh-CN,true", "zh-Hans-SG,true", "zh-TW,true", "en,false", "de,false", "und,false"})
    void speaksChineseToWhoAsksForAnyKindOfIt(String tag, boolean chinese) {
        String said = Wording.of("a whole number").text(Locale.forLanguageTag(tag));
        assertThat(said).isEqualTo(chinese ? "整数" : "a whole number");
    }

    @Test
    void leavesArgumentsAsTheyAre() {
        Wording phrase = Wording.of("no parameter has this name; {0}", "$1 {0} \\ {1}");
        assertThat(phrase.text()).isEqualTo("no parameter has this name; $1 {0} \\ {1}");
        assertThat(Wording.verbatim("{0} a whole number").text(Locale.CHINESE)).isEqualTo("{0} a whole number");
        assertThat(Wording.of("a mapping: lines of 'key: value', or { key: value }")
                        .text())
                .isEqualTo("a mapping: lines of 'key: value', or { key: value }");
    }

    @Test
    void holdsTextsAndPhrasesOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Wording("{0}", List.of(1)));
        assertThat(Wording.of("{0} or more", 5)).isEqualTo(Wording.of("{0} or more", "5"));
    }

    @Test
    void aProblemIsOneLineInEitherLanguage() {
        Problem problem = new Problem(Place.at("rules.drl", 3, 7), "vipTeir", Nearest.meant("vipTier"));
        assertThat(problem.message()).isEqualTo("rules.drl:3:7: 'vipTeir': did you mean `vipTier`?");
        assertThat(problem.message(Locale.CHINESE)).isEqualTo("rules.drl:3:7：“vipTeir”：是不是想写 `vipTier`？");
        assertThat(problem.expected(Locale.CHINESE)).isEqualTo("是不是想写 `vipTier`？");
    }

    @Test
    void everyUnitOfAFieldHasChinese() {
        assertThat(units())
                .isNotEmpty()
                .allSatisfy(unit -> assertThat(Translations.CHINESE.all()).containsKey(unit));
    }

    @Test
    void noTranslationIsLeftOfAPhraseThatNobodySays() {
        Set<String> said = new HashSet<>(units());
        MODULES.forEach(module -> said.addAll(WordingRules.templates(Path.of("..", module, "src/main/java"))));
        assertThat(Translations.CHINESE.all().keySet()).isSubsetOf(said);
    }

    private static Set<String> units() {
        Vocabulary vocabulary = Vocabulary.shipped();
        return Stream.of(vocabulary.user(), vocabulary.market(), vocabulary.asOf())
                .map(FactSchema::fields)
                .flatMap(fields -> fields.stream())
                .map(Field::unit)
                .filter(unit -> !unit.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
