package dev.tideline.rules.scenario.capture;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Operand;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values that tell less than a given one, the least telling first. */
final class RoundValues {

    private static final int MOST_DIGITS = 6;
    private static final List<String> ANY_WORD = List.of("", "OTHER", "other", "ZZ");

    private RoundValues() {}

    /** Of a field's value; {@code named} are the words that conditions name of it. */
    static List<String> of(Field field, String value, Set<String> named) {
        if (value.isEmpty()) {
            return List.of();
        }
        return switch (field.type()) {
            case INSTANT ->
                instants(Instant.parse(value)).stream().map(Instant::toString).toList();
            case WHOLE, AMOUNT, RATIO -> numbers(new BigDecimal(value));
            case FLAG -> List.of();
            case TEXT -> named.contains(value) ? List.of() : words(field);
            case TEXTS ->
                List.of(new TreeSet<>(List.of(value.split("\\|")))
                        .stream().filter(named::contains).collect(Collectors.joining("|")));
        };
    }

    private static List<String> words(Field field) {
        List<String> words = new ArrayList<>(ANY_WORD);
        words.addAll(field.values());
        return words;
    }

    /** The day, the noon and the hour. */
    static List<Instant> instants(Instant instant) {
        Instant day = instant.truncatedTo(ChronoUnit.DAYS);
        return List.of(
                day,
                day.plus(12, ChronoUnit.HOURS),
                day.plus(1, ChronoUnit.DAYS),
                instant.truncatedTo(ChronoUnit.HOURS),
                instant.truncatedTo(ChronoUnit.MINUTES));
    }

    /** With one digit, two digits and so on. */
    private static List<String> numbers(BigDecimal value) {
        Set<String> rounded = new LinkedHashSet<>();
        for (int digits = 1; digits <= MOST_DIGITS; digits++) {
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP)) {
                rounded.add(value.round(new MathContext(digits, mode)).toPlainString());
            }
        }
        return List.copyOf(rounded);
    }

    /** The words that a condition compares the field with. */
    static List<String> words(Condition single, Field field) {
        if (single instanceof Condition.Comparison comparison
                && comparison.field().equals(field)
                && comparison.operand() instanceof Operand.Word word) {
            return List.of(word.value());
        }
        if (single instanceof Condition.Membership in && in.field().equals(field)) {
            return in.values().stream()
                    .filter(Operand.Word.class::isInstance)
                    .map(value -> ((Operand.Word) value).value())
                    .toList();
        }
        return single instanceof Condition.Containment contains
                        && contains.field().equals(field)
                ? List.of(contains.word().value())
                : List.of();
    }

    /** As a case gives it; null if a user of whom nothing is given has the same. */
    static @Nullable String written(Field field, String value) {
        boolean segment = field.owner() == Field.Owner.SEGMENT;
        if (value.isEmpty()) {
            return !segment ? null : field.type() == FieldType.TEXTS ? "[]" : "null";
        }
        return switch (field.type()) {
            case TEXT -> quoted(value);
            case TEXTS ->
                List.of(value.split("\\|")).stream()
                        .map(RoundValues::quoted)
                        .collect(Collectors.joining(", ", "[", "]"));
            case FLAG -> !field.nullable() && value.equals("false") && !segment ? null : value;
            case WHOLE, AMOUNT, RATIO ->
                !field.nullable() && !segment && new BigDecimal(value).signum() == 0 ? null : value;
            case INSTANT -> value;
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
