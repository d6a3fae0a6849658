package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What sentences of one language mean. Immutable.
 *
 * <p>The shipped dictionaries are {@code dictionaries/en.dsl} and {@code zh.dsl}, in the format of the Drools DSL: Drools' own
 * expander reads them and the shipped sentences to the same rules.
 */
public final class Dictionary {

    private static final Comparator<Phrase> LONGEST_FIRST =
            Comparator.comparingInt((Phrase phrase) -> phrase.text().length()).reversed();
    private static final Map<Language, Dictionary> SHIPPED = shippedAll();

    private final List<Phrase> facts;
    private final List<Phrase> conditions;
    private final List<Phrase> words;
    private final List<Statement> statements;
    private final Map<String, Field> fields;

    private Dictionary(
            List<Phrase> facts,
            List<Phrase> conditions,
            List<Phrase> words,
            List<Statement> statements,
            Map<String, Field> fields) {
        this.facts = List.copyOf(facts);
        this.conditions = List.copyOf(conditions);
        this.words = List.copyOf(words);
        this.statements = List.copyOf(statements);
        this.fields = Map.copyOf(fields);
    }

    /** The phrases of a dictionary file. */
    static Dictionary of(DictionaryReader read) {
        return new Dictionary(read.facts(), read.conditions(), read.words(), read.statements(), Map.of());
    }

    /** The shipped dictionary of a language, which also knows every other field of this vocabulary by its column's words. */
    public static Dictionary of(Language language, Vocabulary vocabulary) {
        Dictionary shipped = Objects.requireNonNull(SHIPPED.get(language));
        Set<String> known = new HashSet<>();
        shipped.conditions.forEach(phrase -> known.add(phrase.meaning().get(0).text()));
        List<Phrase> conditions = new ArrayList<>(shipped.conditions);
        Stream.of(vocabulary.user(), vocabulary.market(), vocabulary.asOf())
                .map(FactSchema::fields)
                .flatMap(Collection::stream)
                .filter(field -> known.add(field.name()))
                .forEach(field -> conditions.add(Phrase.of(field.column().replace('_', ' '), field.name())));
        return new Dictionary(shipped.facts, conditions, shipped.words, shipped.statements, fields(vocabulary));
    }

    /** What the first dictionary knows and what another knows besides; rules are shown in the words of the first. */
    public Dictionary and(Dictionary other) {
        return new Dictionary(
                joined(facts, other.facts),
                joined(conditions, other.conditions),
                joined(words, other.words),
                joined(statements, other.statements),
                fields);
    }

    /** The same, which also reads names of fields and the words of the rule language as they are. */
    public Dictionary withNames(Vocabulary vocabulary) {
        List<Phrase> all = new ArrayList<>(conditions);
        Stream.of(vocabulary.user(), vocabulary.market(), vocabulary.asOf())
                .flatMap(schema -> schema.fields().stream())
                .forEach(field -> all.add(Phrase.of(field.name(), field.name())));
        Stream.of("in", "not in", "contains", "not contains", "null", "true", "false")
                .forEach(word -> all.add(Phrase.of(word, word)));
        return new Dictionary(facts, all, words, statements, fields);
    }

    private static Map<String, Field> fields(Vocabulary vocabulary) {
        Map<String, Field> fields = new HashMap<>();
        Stream.of(vocabulary.asOf(), vocabulary.market(), vocabulary.user())
                .flatMap(schema -> schema.fields().stream())
                .forEach(field -> fields.put(field.name(), field));
        return fields;
    }

    /** The field of this name; empty if there is none. */
    Optional<Field> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** The field that these words, its name or its column name; empty if none does. */
    public Optional<String> fieldName(String words) {
        return conditions.stream()
                .filter(phrase ->
                        phrase.meaning().size() == 1 && phrase.meaning().get(0).is(Kind.WORD))
                .filter(phrase -> phrase.lengthAt(words, 0) == words.length())
                .map(phrase -> phrase.meaning().get(0).text())
                .findFirst();
    }

    /** The word that these words stand for as a value, such as {@code AT_RISK} for "at risk"; empty if they name none. */
    public Optional<String> value(String words) {
        return conditions.stream()
                .filter(phrase ->
                        phrase.meaning().size() == 1 && phrase.meaning().get(0).is(Kind.TEXT))
                .filter(phrase -> phrase.lengthAt(words, 0) == words.length())
                .map(phrase -> phrase.meaning().get(0).text())
                .findFirst();
    }

    /** How this word is shown as a value: the words of the dictionary, or itself. */
    public String shownValue(String word) {
        return conditions.stream()
                .filter(phrase -> phrase.meaning().size() == 1
                        && phrase.meaning().get(0).is(Kind.TEXT)
                        && phrase.meaning().get(0).text().equals(word))
                .map(Phrase::text)
                .findFirst()
                .orElse(word);
    }

    /** The name of the channel that these words stand for, such as {@code EMAIL}; empty if they name none. */
    public Optional<String> channel(String words) {
        return this.words.stream()
                .filter(phrase -> phrase.lengthAt(words, 0) == words.length())
                .map(phrase -> phrase.meaning().get(0).text())
                .findFirst();
    }

    /** How a channel is shown. */
    public String shownChannel(String name) {
        return words.stream()
                .filter(phrase -> phrase.meaning().get(0).isWord(name))
                .map(Phrase::text)
                .findFirst()
                .orElse(name);
    }

    /** The words for a channel; its name in lower case if there are none. */
    public List<String> channelNames(String name) {
        List<String> names = words.stream()
                .filter(phrase -> phrase.meaning().get(0).isWord(name))
                .map(Phrase::text)
                .toList();
        return names.isEmpty() ? List.of(name.toLowerCase(Locale.ROOT)) : names;
    }

    /** The words a field is known by; its column's words if the dictionary does not name it. */
    public String label(Field field) {
        return conditions.stream()
                .filter(phrase ->
                        phrase.meaning().size() == 1 && phrase.meaning().get(0).isWord(field.name()))
                .map(Phrase::text)
                .findFirst()
                .orElseGet(() -> field.column().replace('_', ' '));
    }

    /** The words of all fields, by their names. */
    Map<String, String> labels() {
        return fields.values().stream().collect(Collectors.toMap(Field::name, this::label));
    }

    /** What may stand for this word of a field: itself, and the words of the dictionary. */
    public List<String> valueNames(Field field) {
        Stream<String> words = conditions.stream()
                .filter(phrase -> phrase.meaning().size() == 1
                        && phrase.meaning().get(0).is(Kind.TEXT)
                        && field.values().contains(phrase.meaning().get(0).text()))
                .map(Phrase::text);
        return Stream.concat(field.values().stream(), words).toList();
    }

    List<Phrase> facts() {
        return facts;
    }

    List<Phrase> conditions() {
        return conditions;
    }

    /** What stands in the blanks of statements. */
    List<Phrase> words() {
        return words;
    }

    List<Statement> statements() {
        return statements;
    }

    /** The longest of these phrases that the line says at this index. */
    static Optional<Phrase> longest(List<Phrase> phrases, String line, int at) {
        return phrases.stream().filter(phrase -> phrase.lengthAt(line, at) > 0).min(LONGEST_FIRST);
    }

    /** The first of these phrases that means most of the tokens at this index. */
    static Optional<Phrase> meaning(List<Phrase> phrases, List<Token> tokens, int at) {
        return phrases.stream()
                .filter(phrase -> phrase.meansAt(tokens, at))
                .min(Comparator.comparingInt((Phrase phrase) -> phrase.meaning().size())
                        .reversed());
    }

    private static Map<Language, Dictionary> shippedAll() {
        Map<Language, Dictionary> all = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            all.put(language, of(DictionaryReader.read(resource(language))));
        }
        return all;
    }

    /** The text of a shipped dictionary. */
    static String resource(Language language) {
        String path = "/dictionaries/" + language.code() + ".dsl";
        try (InputStream in = Objects.requireNonNull(Dictionary.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("A shipped dictionary cannot be read: " + path, e);
        }
    }
}
