package dev.tideline.rules.facts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values of one fact, by the slots of its vocabulary. Numbers of every kind are a {@code long} (see {@link FieldType}),
 * so that rules compare without boxing and without binary fractions. Immutable once handed to rules.
 */
public abstract sealed class Fact permits User, Market, AsOf {

    /** The kept value of a missing number. */
    public static final long MISSING = Long.MIN_VALUE;

    private final long[] numbers;
    private final @Nullable Object[] texts;

    Fact(long[] numbers, @Nullable Object[] texts) {
        this.numbers = numbers;
        this.texts = texts;
    }

    /** The number in this slot, or {@link #MISSING}. */
    public final long number(int slot) {
        return numbers[slot];
    }

    /** Whether the number in this slot is missing. */
    public final boolean missing(int slot) {
        return numbers[slot] == MISSING;
    }

    /** Whether the flag in this slot is set. */
    public final boolean flag(int slot) {
        return numbers[slot] == 1;
    }

    /** The text in this slot, or null if it is missing. */
    public final @Nullable String text(int slot) {
        return (String) texts[slot];
    }

    /** The set of words in this slot; empty if there are none. */
    @SuppressWarnings("unchecked")
    public final Set<String> texts(int slot) {
        Object words = texts[slot];
        return words == null ? Set.of() : (Set<String>) words;
    }
}
