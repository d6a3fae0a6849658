package dev.tideline.rules.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words for people, to be said in English or Chinese. The English is written where the thing is found; the Chinese stands
 * in {@code messages/zh.yaml} under it, and that of the vocabulary in {@code facts/zh.yaml}. Immutable.
 *
 * @param template English, with {@code {0}} for the first argument
 * @param arguments texts, which are said as they are, and phrases, which are said in the same language
 */
public record Wording(String template, List<Object> arguments) {

    /** The languages that everything can be said in, the first by default. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.CHINESE);

    private static final Pattern GAP = Pattern.compile("\\{(\\d)}");
    private static final String VERBATIM = "{0}";

    public Wording {
        Objects.requireNonNull(template, "template");
        arguments = List.copyOf(arguments);
        if (!arguments.stream().allMatch(argument -> argument instanceof String || argument instanceof Wording)) {
            throw new IllegalArgumentException("Arguments should be texts or phrases: " + arguments);
        }
    }

    /**
     * A phrase with its arguments: phrases, and whatever else by its text.
     *
     * @param template a literal, so that a test can find it and ask for its Chinese
     */
    public static Wording of(String template, Object... arguments) {
        List<Object> kept = new ArrayList<>();
        for (Object argument : arguments) {
            kept.add(argument instanceof Wording ? argument : String.valueOf(argument));
        }
        return new Wording(template, kept);
    }

    /** What the vocabulary says of a field, such as its unit or meaning: said in Chinese if that is known. */
    public static Wording term(String word) {
        return new Wording(word, List.of());
    }

    /** What has no language, such as a list of keys, or only this one. */
    public static Wording verbatim(String text) {
        return new Wording(VERBATIM, List.of(text));
    }

    /** Phrases one after the other: {@code a, b, c}. */
    public static Wording listed(List<Wording> phrases) {
        return joined(phrases, (some, one) -> Wording.of("{0}, {1}", some, one));
    }

    /** {@code a and b and c}. */
    public static Wording allOf(List<Wording> phrases) {
        return joined(phrases, (some, one) -> Wording.of("{0} and {1}", some, one));
    }

    /** {@code a or b or c}. */
    public static Wording anyOf(List<Wording> phrases) {
        return joined(phrases, (some, one) -> Wording.of("{0} or {1}", some, one));
    }

    private static Wording joined(List<Wording> phrases, BinaryOperator<Wording> both) {
        return phrases.stream().reduce(both).orElse(verbatim(""));
    }

    /** These names in their order, each in backticks. */
    public static Wording names(Collection<String> names) {
        return verbatim(names.stream().collect(Collectors.joining("`, `", "`", "`")));
    }

    /** The same, with these texts said otherwise where an argument is one of them. */
    public Wording renamed(Map<String, String> names) {
        return new Wording(
                template,
                arguments.stream()
                        .map(argument -> argument instanceof Wording phrase
                                ? phrase.renamed(names)
                                : names.getOrDefault(String.valueOf(argument), String.valueOf(argument)))
                        .toList());
    }

    /** In English. */
    public String text() {
        return text(Locale.ENGLISH);
    }

    /** In the language of the locale; in English if that is not Chinese. */
    public String text(Locale locale) {
        boolean chinese = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
        String words = chinese ? Translations.CHINESE.of(template) : template;
        Matcher gap = GAP.matcher(words);
        return gap.replaceAll(
                found -> Matcher.quoteReplacement(said(Integer.parseInt(found.group(1)), found.group(), locale)));
    }

    private String said(int index, String gap, Locale locale) {
        if (index >= arguments.size()) {
            return gap;
        }
        return arguments.get(index) instanceof Wording phrase
                ? phrase.text(locale)
                : String.valueOf(arguments.get(index));
    }

    @Override
    public String toString() {
        return text();
    }
}
