package dev.tideline.rules.playbook;

import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldWords;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the parameters of a playbook. */
final class ParameterReader {

    /** What a strategist calls the type of a parameter. */
    enum Kind {
        DAYS(FieldType.WHOLE, Parameter.Unit.DAYS),
        HOURS(FieldType.WHOLE, Parameter.Unit.HOURS),
        COUNT(FieldType.WHOLE, Parameter.Unit.ANY),
        USDT(FieldType.AMOUNT, Parameter.Unit.ANY),
        RATIO(FieldType.RATIO, Parameter.Unit.ANY);

        private final FieldType type;
        private final Parameter.Unit counts;

        Kind(FieldType type, Parameter.Unit counts) {
            this.type = type;
            this.counts = counts;
        }
    }

    private static final BigDecimal LARGEST = BigDecimal.valueOf(FieldType.LARGEST);

    private ParameterReader() {}

    static Map<String, Parameter> read(Mapping top) {
        Map<String, Parameter> found = new LinkedHashMap<>();
        if (!top.has("parameters")) {
            return found;
        }
        Mapping parameters = top.mapping("parameters");
        for (String name : parameters.keys()) {
            if (!Parameter.isName(name)) {
                parameters.reportName(
                        name,
                        Wording.of("a name of at most 40 letters and digits that starts with a lower-case letter:"
                                + " quietDays"));
            }
            Mapping node = parameters.mapping(name);
            Parameter parameter = parameter(name, node);
            node.refuseOthers();
            found.put(name, parameter);
        }
        return found;
    }

    private static Parameter parameter(String name, Mapping node) {
        Kind kind = node.word("type", Kind.class);
        FieldType type = kind.type;
        long min = kept(node, "min", type);
        long max = kept(node, "max", type);
        long value = kept(node, "value", type);
        if (min > max) {
            node.report("max", Wording.of("at least the min"));
        } else if (value < min || value > max) {
            node.report("value", Wording.of("within its bounds, min to max"));
        }
        String known = Parameter.isName(name) ? name : "unnamed";
        long bounded = Math.min(Math.max(value, min), Math.max(min, max));
        return Parameter.number(known, type, bounded, min, Math.max(min, max), node.text("description"))
                .counting(kind.counts);
    }

    private static long kept(Mapping node, String key, FieldType type) {
        Wording expected = type.scale() == 0
                ? Wording.of("a whole number")
                : Wording.of("a number with at most {0} decimals", type.scale());
        BigDecimal kept = node.value(key, expected, BigDecimal.ZERO, text -> whole(text, type.scale()));
        if (kept.abs().compareTo(LARGEST) > 0) {
            node.report(key, FieldWords.limited(expected, type));
            return kept.signum() * LARGEST.longValueExact();
        }
        return kept.longValueExact();
    }

    /** The number in the kept units of its type. */
    private static BigDecimal whole(String text, int scale) {
        try {
            BigDecimal kept = new BigDecimal(text).movePointRight(scale).stripTrailingZeros();
            if (kept.scale() <= 0) {
                return kept;
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
        throw new IllegalArgumentException(text);
    }
}
