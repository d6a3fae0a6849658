package dev.tideline.rules.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.architecture.WordingRules;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.segments.Axis;
import dev.tideline.rules.segments.Segmentation;
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
    void whateverIsSaidOfAFieldOrASegmentHasChinese() {
        assertThat(ofFields())
                .hasSizeGreaterThan(200)
                .allSatisfy(english -> assertThat(Translations.CHINESE.all()).containsKey(english));
    }

    @Test
    void noTranslationIsLeftOfAPhraseThatNobodySays() {
        Set<String> said = new HashSet<>(ofFields());
        MODULES.forEach(module -> said.addAll(WordingRules.templates(Path.of("..", module, "src/main/java"))));
        assertThat(Translations.CHINESE.all().keySet()).isSubsetOf(said);
    }

    /** Units and meanings of fields, what a missing value means, and what segments mean. */
    private static Set<String> ofFields() {
        Vocabulary vocabulary = Vocabulary.shipped();
        Stream<String> fields = Stream.of(vocabulary.user(), vocabulary.market(), vocabulary.asOf())
                .flatMap(schema -> schema.fields().stream())
                .flatMap(field -> Stream.of(field.unit(), field.meaning(), field.nullMeaning()));
        Stream<String> segments = Segmentation.shipped(vocabulary).axes().stream()
                .flatMap(axis -> Stream.concat(
                        Stream.of(axis.meaning()), axis.values().stream().map(Axis.Value::meaning)));
        return Stream.concat(fields, segments)
                .filter(english -> !english.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
