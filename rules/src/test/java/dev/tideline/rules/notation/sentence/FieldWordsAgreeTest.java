package dev.tideline.rules.notation.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.problem.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The reference of facts, the sentences and the problems name a field in the same words.
 *
 * <p>The reference tells more than a sentence does, so it has to have the words of the sentence and may have others; and it
 * says "days with a trade" where a sentence says "trading days", so that words are compared by how they begin. Units are
 * what problems put behind a number: {@code a whole number (trades)}.
 */
class FieldWordsAgreeTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    /** Words that say nothing of the field by themselves. */
    private static final Set<String> GRAMMAR =
            Set.of("a", "the", "of", "in", "is", "as", "on", "with", "was", "to", "has", "been");

    /**
     * Units that no sentence says: those of money, which every amount has; days and hours, of which the unit says how they are
     * counted while the sentence says since when; and what a number of a ratio means.
     */
    private static final Set<String> UNSAID = Set.of(
            "USDT",
            "USDT a day",
            "USDT of 30-day volume",
            "calendar days",
            "full hours",
            "share of the next tier",
            "0.05 is +5 %");

    @Test
    void theReferenceSaysWhatTheSentenceSays() {
        Dictionary english = Dictionary.of(Language.ENGLISH, VOCABULARY);
        assertThat(fields())
                .allSatisfy(field -> assertThat(words(english.label(field)))
                        .as(
                                "%s, “%s” in sentences, “%s” in the reference",
                                field.name(), english.label(field), field.meaning())
                        .allMatch(word -> says(field.meaning(), word)));
    }

    @Test
    void theChineseReferenceSaysWhatTheChineseSentenceSays() {
        Dictionary chinese = Dictionary.of(Language.CHINESE, VOCABULARY);
        assertThat(fields()).allSatisfy(field -> {
            String meaning = Wording.term(field.meaning()).text(Locale.CHINESE);
            assertThat(signs(meaning))
                    .as("%s, “%s” in sentences, “%s” in the reference", field.name(), chinese.label(field), meaning)
                    .containsAll(signs(chinese.label(field).replace("的", "")));
        });
    }

    private static List<String> signs(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    @Test
    void aUnitIsCalledAsInTheSentence() {
        for (Language language : Language.values()) {
            Dictionary dictionary = Dictionary.of(language, VOCABULARY);
            assertThat(fields())
                    .filteredOn(field -> !field.unit().isEmpty() && !UNSAID.contains(field.unit()))
                    .hasSizeGreaterThan(30)
                    .allSatisfy(field -> assertThat(dictionary.label(field))
                            .as(field.name())
                            .contains(Wording.term(field.unit()).text(Locale.forLanguageTag(language.code()))));
        }
    }

    private static List<Field> fields() {
        return Stream.of(VOCABULARY.user(), VOCABULARY.market(), VOCABULARY.asOf())
                .flatMap(schema -> schema.fields().stream().filter(field -> Visibility.PLAYBOOK.sees(field, schema)))
                .toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}-]+"))
                .filter(word -> !GRAMMAR.contains(word))
                .toList();
    }

    /** Whether a text has this word or one of the same stem: trade and trading. */
    private static boolean says(String text, String word) {
        String stem = word.substring(0, Math.min(word.length(), 4));
        return words(text).stream().anyMatch(said -> said.startsWith(stem));
    }
}
