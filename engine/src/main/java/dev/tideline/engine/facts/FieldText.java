package dev.tideline.engine.facts;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;

/** The value of a field as people and records read it. */
public final class FieldText {

    private FieldText() {}

    /** {@code 12.5}, {@code 2026-03-01T00:00:00Z}, {@code true}, {@code PUSH}, {@code [A, B]}; {@code null} if missing. */
    public static String of(Field field, Fact fact) {
        FieldType type = field.type();
        if (type == FieldType.TEXTS) {
            return new TreeSet<>(fact.texts(field.slot())).toString();
        }
        if (type == FieldType.TEXT) {
            return String.valueOf(fact.text(field.slot()));
        }
        return fact.missing(field.slot()) ? "null" : number(type, fact.number(field.slot()));
    }

    private static String number(FieldType type, long value) {
        return switch (type) {
            case FLAG -> String.valueOf(value == 1);
            case INSTANT -> Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
            case AMOUNT, RATIO -> decimal(value, type.scale());
            default -> String.valueOf(value);
        };
    }

    private static String decimal(long value, int scale) {
        return BigDecimal.valueOf(value, scale).stripTrailingZeros().toPlainString();
    }
}
