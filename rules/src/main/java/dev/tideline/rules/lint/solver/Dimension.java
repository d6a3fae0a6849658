package dev.tideline.rules.lint.solver;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.limits.Range;
import java.util.Comparator;
import java.util.Objects;

/**
 * One thing about a user that a condition asks, independent of all others as far as the solver knows. What is not asked
 * here is not known: that two fields follow from the same instant, or how comparisons of three fields bear on each other.
 */
public sealed interface Dimension extends Comparable<Dimension> {

    /** Fields of different facts may share a name, but not all of this. */
    Comparator<Field> BY_FIELD =
            Comparator.comparing(Field::column).thenComparing(Field::group).thenComparing(Field::meaning);

    /** By fields, then by what else they ask. */
    Comparator<Dimension> ORDER =
            Comparator.comparing(Dimension::field, BY_FIELD).thenComparing(Dimension::rest);

    /** The field that it is mainly about. */
    Field field();

    /** What tells it from others about the same field. */
    String rest();

    /** Every value that it can have. */
    Values universe();

    @Override
    default int compareTo(Dimension other) {
        return ORDER.compare(this, other);
    }

    /** The value of a number, flag, instant or text. */
    record Value(Field field) implements Dimension {
        public Value {
            Objects.requireNonNull(field, "field");
        }

        @Override
        public String rest() {
            return "";
        }

        @Override
        public Values universe() {
            return switch (field.type()) {
                case TEXT -> {
                    Words words = field.values().isEmpty() ? Words.any() : Words.of(field.values());
                    yield field.nullable() ? words.orMissing() : words;
                }
                case TEXTS -> throw new IllegalArgumentException("A set of words is asked word by word: " + field);
                default -> field.nullable() ? numbers(field).orMissing() : numbers(field);
            };
        }

        private static Numbers numbers(Field field) {
            if (field.type() == FieldType.FLAG) {
                return Numbers.between(0, 1);
            }
            Range range = field.limits().range();
            long least = end(range.least(), field.type(), Numbers.LEAST);
            boolean counts = !field.derivation().isEmpty(); // days and hours since or until
            return Numbers.between(
                    counts ? Math.max(least, 0) : least, end(range.most(), field.type(), Long.MAX_VALUE));
        }

        private static long end(long millionths, FieldType type, long open) {
            boolean isOpen = millionths == Long.MIN_VALUE || millionths == Long.MAX_VALUE;
            return isOpen ? open : type.scale() == 6 ? millionths : millionths / 1_000_000;
        }
    }

    /** Whether a set of words contains a word: 1 or 0. */
    record Contains(Field field, String word) implements Dimension {
        public Contains {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(word, "word");
        }

        @Override
        public String rest() {
            return "contains " + word;
        }

        @Override
        public Values universe() {
            return Numbers.between(0, 1);
        }
    }

    /**
     * How a field compares with a multiple of another. Only the very same comparison is recognised again.
     *
     * @param field the left one
     * @param millionths the factor
     * @param other the right one
     */
    record Compared(Field field, long millionths, Field other) implements Dimension {

        /** A factor of 1. */
        public static final long ONE = 1_000_000;

        /** Outcomes: the left one is less, equal or greater; or one of them is missing. Texts that differ are both. */
        public static final long LESS = 0;

        public static final long EQUAL = 1;
        public static final long GREATER = 2;
        public static final long UNDEFINED = 3;

        public Compared {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(other, "other");
        }

        @Override
        public String rest() {
            return millionths + " * " + other.column() + " " + other.group();
        }

        @Override
        public Values universe() {
            boolean itself = millionths == ONE && field.equals(other);
            Numbers defined = itself ? Numbers.only(EQUAL) : Numbers.between(LESS, GREATER);
            return field.nullable() || other.nullable() ? defined.or(Numbers.only(UNDEFINED)) : defined;
        }
    }
}
