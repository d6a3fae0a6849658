package dev.tideline.rules.language;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.problem.Place;
import java.util.List;
import java.util.Objects;

/**
 * A checked condition on one fact. Every field exists, is visible, and is compared with what its type allows.
 *
 * <p>Missing values: {@code < <= > >=} with a missing value on either side do not hold; {@code ==}, {@code in} and
 * {@code contains} with a missing value do not hold; {@code !=}, {@code not in} and {@code not contains} are their
 * exact opposites; {@link Missing} tests for it; {@link Not} is plain negation.
 */
public sealed interface Condition {

    /** Where it stands in author's text. */
    Place place();

    /** How two values are compared. */
    enum Operator {
        EQUAL("=="),
        UNEQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As authors write it. */
        public String sign() {
            return sign;
        }

        /** Whether it asks which value is larger. */
        public boolean orders() {
            return this != EQUAL && this != UNEQUAL;
        }

        /** Whether it holds where {@code Long.compare(left, right)} gives this. */
        public boolean accepts(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case UNEQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case AT_MOST -> comparison <= 0;
                case GREATER -> comparison > 0;
                case AT_LEAST -> comparison >= 0;
            };
        }
    }

    /** All parts hold; holds if there are none. */
    record All(List<Condition> parts, Place place) implements Condition {
        public All {
            parts = List.copyOf(parts);
            Objects.requireNonNull(place, "place");
        }
    }

    /** At least one part holds. */
    record Any(List<Condition> parts, Place place) implements Condition {
        public Any {
            parts = List.copyOf(parts);
            Objects.requireNonNull(place, "place");
        }
    }

    /** The part does not hold. */
    record Not(Condition part, Place place) implements Condition {
        public Not {
            Objects.requireNonNull(part, "part");
            Objects.requireNonNull(place, "place");
        }
    }

    /** A field compared with a value or another field; a flag is compared with 1 or 0. */
    record Comparison(Field field, Operator operator, Operand operand, Place place) implements Condition {
        public Comparison {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(operand, "operand");
            Objects.requireNonNull(place, "place");
        }
    }

    /** A field is ({@code in}) or is not ({@code not in}) one of these values; never empty. */
    record Membership(Field field, boolean negated, List<Operand.Constant> values, Place place) implements Condition {
        public Membership {
            Objects.requireNonNull(field, "field");
            values = List.copyOf(values);
            Objects.requireNonNull(place, "place");
        }
    }

    /** A set of words contains, or does not contain, this word. */
    record Containment(Field field, boolean negated, Operand.Word word, Place place) implements Condition {
        public Containment {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(word, "word");
            Objects.requireNonNull(place, "place");
        }
    }

    /** A field is missing ({@code == null}), or is not ({@code != null}). */
    record Missing(Field field, boolean negated, Place place) implements Condition {
        public Missing {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(place, "place");
        }
    }
}
