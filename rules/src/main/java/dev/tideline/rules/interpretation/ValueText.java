package dev.tideline.rules.interpretation;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;

/** Values as a person writes and reads them. */
public final class ValueText {

    private static final String MIDNIGHT = "T00:00:00Z";

    private ValueText() {}

    /** The value of a field of this fact: {@code 12.5}, {@code "ACTIVE"}, {@code 2026-03-31}, or {@code null}. */
    static String of(Field field, Fact fact) {
        if (field.type() == FieldType.TEXTS) {
            return new TreeSet<>(fact.texts(field.slot())).toString();
        }
        if (Interpreter.isMissing(field, fact)) {
            return "null";
        }
        return field.type() == FieldType.TEXT
                ? quoted(String.valueOf(fact.text(field.slot())))
                : literal(fact.number(field.slot()), field.type());
    }

    /** A number in the notation of its type. */
    public static String literal(long value, FieldType type) {
        return switch (type) {
            case FLAG -> value == 1 ? "true" : "false";
            case INSTANT -> quoted(instant(value));
            default -> decimal(value, type.scale());
        };
    }

    static String decimal(long value, int scale) {
        BigDecimal decimal = BigDecimal.valueOf(value, scale).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0).toPlainString() : decimal.toPlainString();
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String instant(long micros) {
        String text = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
        return text.endsWith(MIDNIGHT) ? text.substring(0, text.length() - MIDNIGHT.length()) : text;
    }
}
