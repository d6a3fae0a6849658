package dev.tideline.engine.sources;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a field is computed, as {@code fields.yaml} writes it.
 *
 * @param function the function, such as {@code sum}
 * @param names the metrics or fields it reads
 * @param length days or hours of its window, 0 if it has none
 * @param shift days that the window lies before the last ones
 */
public record FieldDefinition(String function, List<String> names, int length, int shift) {

    private static final Pattern FORM =
            Pattern.compile("([a-z_]+)\\(((?:[a-z_]+(?:, [a-z_]+)*)?)(?:, )?(?:(\\d+)[dh](?: before (\\d+)d)?)?\\)");

    public FieldDefinition {
        Objects.requireNonNull(function, "function");
        names = List.copyOf(names);
    }

    /**
     * Reads {@code sum(volume, 30d before 30d)}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static FieldDefinition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Definition '" + text + "' should read like sum(volume, 30d)");
        }
        List<String> names = matcher.group(2).isEmpty()
                ? List.of()
                : List.of(matcher.group(2).split(", ", -1));
        return new FieldDefinition(matcher.group(1), names, number(matcher.group(3)), number(matcher.group(4)));
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
