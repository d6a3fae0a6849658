package dev.tideline.rules.notation.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.Rewritten;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of all phrases is written from the dictionaries, and every field that authors see has words in both. */
class SentencesPageTest {

    private static final String WRITE = "tideline.reference.write";
    private static final String COMMAND = "mvn test -pl rules -Dtest=SentencesPageTest -D" + WRITE + "=true";
    private static final Path PAGE = Path.of("..", "docs", "reference", "sentences.md");
    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Dictionary ENGLISH =
            Dictionary.of(DictionaryReader.read(Dictionary.resource(Language.ENGLISH)));
    private static final Dictionary CHINESE =
            Dictionary.of(DictionaryReader.read(Dictionary.resource(Language.CHINESE)));

    @Test
    void theCommittedPageIsTheGeneratedOne() throws IOException {
        String generated = page();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, generated);
        }
        assertThat(PAGE)
                .as("docs/reference/sentences.md is written by: " + COMMAND)
                .content()
                .isEqualTo(generated);
    }

    @Test
    void bothDictionariesNameEveryFieldThatAuthorsSeeAndMeanTheSame() {
        assertThat(meanings(ENGLISH.conditions())).isEqualTo(meanings(CHINESE.conditions()));
        assertThat(meanings(ENGLISH.words())).isEqualTo(meanings(CHINESE.words()));
        assertThat(meanings(ENGLISH.facts())).isEqualTo(meanings(CHINESE.facts()));
        assertThat(fields().map(Field::name))
                .allSatisfy(name -> assertThat(meanings(ENGLISH.conditions())).contains(name));
        assertThat(ENGLISH.statements()).hasSameSizeAs(CHINESE.statements());
    }

    private static Set<String> meanings(List<Phrase> phrases) {
        return phrases.stream().map(SentencesPageTest::drl).collect(Collectors.toSet());
    }

    private static Stream<Field> fields() {
        return Stream.of(VOCABULARY.user(), VOCABULARY.market(), VOCABULARY.asOf())
                .flatMap(schema -> schema.fields().stream().filter(field -> Visibility.PLAYBOOK.sees(field, schema)));
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Rules as sentences

                Written by `%s`
                from `rules/src/main/resources/dictionaries`; change those, not this page.

                A file `rules.en.dslr` holds rules in English, `rules.zh.dslr` in Chinese. After `when` stands a fact on a line of its own,
                and each condition on it after a dash; after `then` one action a line. Everything else is as in
                [rule-language.md](rule-language.md): the name, `@why`, numbers, words in double quotes, `$parameters`, comments.
                `rule`, `when`, `then` and `end` are the same in both; the last three stand on lines of their own. Either case of letters, and
                full-width signs and digits such as `（`, `，` and `１００`, are read as well. A flag stands alone, or is denied: `unless is a KOL`,
                `并非 是KOL`. What a phrase stands for is DRL, and every rule can be shown either way.

                """.formatted(COMMAND));
        for (Dictionary dictionary : List.of(ENGLISH, CHINESE)) {
            page.append("```\n").append(example(dictionary)).append("```\n\n");
        }
        page.append("## Facts and actions\n\n");
        table(page, ENGLISH.facts(), CHINESE.facts(), phrase -> true);
        page.append("\n| English | 中文 |\n|---|---|\n");
        for (int i = 0; i < ENGLISH.statements().size(); i++) {
            page.append("| ").append(ENGLISH.statements().get(i).shown());
            page.append(" | ").append(CHINESE.statements().get(i).shown()).append(" |\n");
        }
        page.append("\n## Channels\n\n");
        table(page, ENGLISH.words(), CHINESE.words(), phrase -> true);
        page.append("\n## Comparisons\n\n");
        table(page, ENGLISH.conditions(), CHINESE.conditions(), phrase -> !isField(phrase) && !isValue(phrase));
        page.append("\n## Values\n\nOther words stand in double quotes.\n\n");
        table(page, ENGLISH.conditions(), CHINESE.conditions(), SentencesPageTest::isValue);
        page.append(
                "\n## Fields\n\n[facts.md](facts.md) says what each means, [facts.zh.md](facts.zh.md) in Chinese.\n\n");
        page.append("| English | 中文 | name in DRL |\n|---|---|---|\n");
        fields().forEach(field -> page.append("| ")
                .append(words(ENGLISH.conditions(), field.name()))
                .append(" | ")
                .append(words(CHINESE.conditions(), field.name()))
                .append(" | `")
                .append(field.name())
                .append("` |\n"));
        return page.toString();
    }

    private static String example(Dictionary dictionary) {
        Playbook playbook = Rewritten.shipped()
                .filter(one -> one.key().equals("dormant-30-funded"))
                .findFirst()
                .orElseThrow();
        CheckedRule rule = Rewritten.rules(playbook).get(0);
        return new SentencePrinter(dictionary).rule(rule);
    }

    private static void table(StringBuilder page, List<Phrase> english, List<Phrase> chinese, Predicate<Phrase> which) {
        page.append("| English | 中文 | in DRL |\n|---|---|---|\n");
        Set<String> meanings = new LinkedHashSet<>();
        english.stream().filter(which).forEach(phrase -> meanings.add(drl(phrase)));
        meanings.forEach(meaning -> page.append("| ")
                .append(words(english, meaning))
                .append(" | ")
                .append(words(chinese, meaning))
                .append(" | `")
                .append(meaning.replace("|", "\\|"))
                .append("` |\n"));
    }

    private static String words(List<Phrase> phrases, String meaning) {
        return phrases.stream()
                .filter(phrase -> drl(phrase).equals(meaning))
                .map(Phrase::text)
                .collect(Collectors.joining(", "));
    }

    private static String drl(Phrase phrase) {
        return phrase.meaning().stream()
                .map(token -> token.is(Kind.TEXT) ? '"' + token.text() + '"' : token.shown())
                .collect(Collectors.joining(" "));
    }

    private static boolean isField(Phrase phrase) {
        Token token = phrase.meaning().get(0);
        return phrase.meaning().size() == 1
                && token.is(Kind.WORD)
                && fields().anyMatch(field -> field.name().equals(token.text()));
    }

    private static boolean isValue(Phrase phrase) {
        return phrase.meaning().get(0).is(Kind.TEXT);
    }
}
