package dev.tideline.rules.notation.table;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.notation.FullWidth;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.notation.sentence.SentenceLexer;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the condition that a cell puts on its column's field: {@code 30..59}, {@code >= 100}, {@code UK, SG}, {@code not UK},
 * {@code yes}, {@code unknown}, {@code $quietDays}, or nothing at all.
 */
final class CellReader {

    private static final Set<String> ANY = Set.of("*", "any", "任意");
    private static final Set<String> UNKNOWN = Set.of("unknown", "未知");
    private static final Set<String> KNOWN = Set.of("known", "已知");
    private static final Set<String> YES = Set.of("yes", "true", "是");
    private static final Set<String> NO = Set.of("no", "false", "否");
    private static final Pattern NOT = Pattern.compile("(?:not |!=?|≠|不是)\\s*(\\S.*)");
    static final Pattern RANGE = Pattern.compile("(\\S+?)\\s*\\.\\.\\s*(<?)\\s*(\\S+)");
    private static final Pattern THOUSANDS = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Pattern EQUAL = Pattern.compile("=\\s*([^=<>\\s].*)");
    private static final Pattern INSTANT = Pattern.compile("([<>=!]+)\\s*(\\d[^\"]*)");
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern SIGN = Pattern.compile("[<>=!].*");

    private final Dictionary dictionary;

    /** Reads values in the words of this dictionary. */
    CellReader(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The tokens of the constraint, all at one place; empty if the cell lets everything through or cannot be read. */
    List<Token> read(Field field, String cell, int row, int column, Problems problems) {
        String text =
                FullWidth.narrowed(cell).replace("≥", ">=").replace("≤", "<=").strip();
        if (text.isEmpty() || ANY.contains(lower(text))) {
            return List.of();
        }
        Optional<Wording> refusal = refusal(field, text);
        if (refusal.isPresent()) {
            problems.add(row, column, cell, refusal.get());
            return List.of();
        }
        List<String> never = neverHad(field, text);
        if (!never.isEmpty()) {
            never.stream()
                    .distinct()
                    .forEach(word -> problems.add(row, column, word, CellForms.word(field, word, dictionary)));
            text = Stream.of(COMMA.split(text))
                    .filter(word -> word.startsWith("$"))
                    .collect(Collectors.joining(","));
        }
        if (text.isEmpty()) {
            return List.of();
        }
        return SentenceLexer.condition(constraint(field, plain(text)), dictionary, new Problems("")).stream()
                .map(token -> new Token(token.kind(), token.text(), row, column))
                .toList();
    }

    /** What the field takes, if the cell has not the form of a condition on it. Whether there is such a word or parameter is seen later. */
    private Optional<Wording> refusal(Field field, String text) {
        boolean number = field.type().isDecimal();
        if (number && THOUSANDS.matcher(text).matches()) {
            return Optional.of(Wording.of("a number without commas: {0}", text.replace(",", "")));
        }
        if (UNKNOWN.contains(lower(text)) || KNOWN.contains(lower(text))) {
            return field.nullable() ? Optional.empty() : Optional.of(CellForms.expected(field));
        }
        if (EQUAL.matcher(text).matches() && !NUMBER.matcher(plain(text)).matches()) {
            return Optional.of(Wording.of("a value; formulas are not computed"));
        }
        boolean fits = switch (field.type()) {
            case FLAG -> YES.contains(lower(text)) || NO.contains(lower(text));
            case TEXT -> text.charAt(0) != '<' && text.charAt(0) != '>';
            case TEXTS -> !SIGN.matcher(text).matches() || NOT.matcher(text).matches();
            default -> new QuantityForm(field, dictionary).fits(plain(text));
        };
        return fits ? Optional.empty() : Optional.of(CellForms.expected(field, text));
    }

    /** The words in the cell that the field never has. */
    private List<String> neverHad(Field field, String text) {
        boolean known = UNKNOWN.contains(lower(text)) || KNOWN.contains(lower(text));
        Matcher not = NOT.matcher(text);
        if (field.values().isEmpty() || known || (SIGN.matcher(text).matches() && !not.matches())) {
            return List.of();
        }
        return Stream.of(COMMA.split(not.matches() ? not.group(1) : text))
                .filter(word -> !word.startsWith("$"))
                .filter(word -> !field.values().contains(inner(value(field, word))))
                .toList();
    }

    private static String inner(String quoted) {
        return quoted.substring(1, quoted.length() - 1);
    }

    /** {@code = 30} as spreadsheets write a formula that is only a number. */
    private static String plain(String text) {
        Matcher equal = EQUAL.matcher(text);
        return equal.matches() ? equal.group(1) : text;
    }

    /** A sentence in a cell, a constraint of its own, with all tokens at its place. */
    List<Token> sentence(String line, int row, int column, Problems problems) {
        Problems found = new Problems("");
        List<Token> tokens = new ArrayList<>(List.of(new Token(Kind.SIGN, "(", row, column)));
        SentenceLexer.condition(line, dictionary, found)
                .forEach(token -> tokens.add(new Token(token.kind(), token.text(), row, column)));
        tokens.add(new Token(Kind.SIGN, ")", row, column));
        found.list().forEach(problem -> problems.add(row, column, problem.value(), problem.wording()));
        return found.isEmpty() ? tokens : List.of();
    }

    /** The cell as a constraint of the rule language, values still in the words of the dictionary. */
    private String constraint(Field field, String text) {
        String name = field.name();
        if (UNKNOWN.contains(lower(text))) {
            return name + " == null";
        }
        if (KNOWN.contains(lower(text))) {
            return name + " != null";
        }
        return switch (field.type()) {
            case FLAG -> flag(name, text);
            case TEXT -> word(field, text);
            case TEXTS -> words(field, text);
            default -> quantity(field, text);
        };
    }

    private static String flag(String name, String text) {
        return YES.contains(lower(text)) ? name : "!" + name;
    }

    private String word(Field field, String text) {
        String name = field.name();
        Matcher not = NOT.matcher(text);
        boolean negated = not.matches();
        List<String> values = values(field, negated ? not.group(1) : text);
        if (SIGN.matcher(text).matches() && !negated) {
            return name + " " + text;
        }
        return values.size() == 1
                ? name + (negated ? " != " : " == ") + values.get(0)
                : name + (negated ? " not in (" : " in (") + String.join(", ", values) + ")";
    }

    private String words(Field field, String text) {
        String name = field.name();
        Matcher not = NOT.matcher(text);
        boolean negated = not.matches();
        List<String> parts = values(field, negated ? not.group(1) : text).stream()
                .map(value -> name + (negated ? " not contains " : " contains ") + value)
                .toList();
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(negated ? " && " : " || ", parts) + ")";
    }

    private List<String> values(Field field, String text) {
        return Stream.of(COMMA.split(text)).map(value -> value(field, value)).toList();
    }

    /** The value in quotes; what the field never has stays as it was written, for a problem to show. */
    private String value(Field field, String text) {
        if (text.startsWith("$") || (text.startsWith("\"") && text.endsWith("\"") && text.length() > 1)) {
            return text;
        }
        return quoted(Optional.of(text)
                .filter(word -> !word.isEmpty())
                .flatMap(dictionary::value)
                .filter(field::holds)
                .orElse(text));
    }

    private static String quantity(Field field, String text) {
        String name = field.name();
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            String upper = range.group(2).isEmpty() ? " <= " : " < ";
            return name + " >= " + alone(range.group(1)) + ", " + name + upper + alone(range.group(3));
        }
        List<String> parts = List.of(text.split("\\s*,\\s*"));
        if (parts.size() > 1
                && parts.stream().noneMatch(part -> SIGN.matcher(part).matches())) {
            return name + " in ("
                    + String.join(", ", parts.stream().map(CellReader::alone).toList()) + ")";
        }
        return String.join(
                ", ",
                parts.stream()
                        .map(part -> name
                                + (SIGN.matcher(part).matches() ? " " + compared(field, part) : " == " + alone(part)))
                        .toList());
    }

    /** A value that stands alone; what is neither a number nor a parameter is quoted, as instants are. */
    private static String alone(String text) {
        return NUMBER.matcher(text).matches() || text.startsWith("$") ? text : quoted(text);
    }

    /** What stands after an operator; instants are quoted in the rule language, not in cells. */
    private static String compared(Field field, String part) {
        Matcher instant = INSTANT.matcher(part);
        return field.type() == FieldType.INSTANT && instant.matches()
                ? instant.group(1) + " " + quoted(instant.group(2))
                : part;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "") + '"';
    }

    /** Whether this word says something of its own in a cell, so that the value is meant only in quotes. */
    static boolean isSaid(String word) {
        return Stream.of(ANY, UNKNOWN, KNOWN).anyMatch(words -> words.contains(lower(word)));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
