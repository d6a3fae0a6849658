package dev.tideline.rules.language;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.interpretation.Factors;
import java.util.Objects;

/** What a field is compared with. */
public sealed interface Operand {

    /** A value that is known when the rule is read, written as it is or as a parameter. */
    sealed interface Constant extends Operand {
        /** Name of the parameter it was written as, without {@code $}; empty if written as it is. */
        String parameter();
    }

    /**
     * A number in the kept units of the field it is compared with: millionths for amounts and ratios, microseconds for
     * instants, 1 or 0 for flags.
     */
    record Quantity(long value, String parameter) implements Constant {
        public Quantity {
            Objects.requireNonNull(parameter, "parameter");
        }
    }

    /** A word. */
    record Word(String value, String parameter) implements Constant {
        public Word {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(parameter, "parameter");
        }
    }

    /** Another field of the same fact and type. */
    record Other(Field field) implements Operand {
        public Other {
            Objects.requireNonNull(field, "field");
        }
    }

    /**
     * A part or a multiple of another field of the same fact and type, compared exactly (see {@link Factors}).
     *
     * @param millionths the factor in millionths
     * @param parameter name of the parameter the factor was written as; empty if written as it is
     * @param field the other field
     */
    record Scaled(long millionths, String parameter, Field field) implements Operand {
        public Scaled {
            Objects.requireNonNull(parameter, "parameter");
            Objects.requireNonNull(field, "field");
        }
    }
}
