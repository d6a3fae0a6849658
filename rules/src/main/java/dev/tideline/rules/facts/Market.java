package dev.tideline.rules.facts;

import org.jspecify.annotations.Nullable;

/** The market as rules see it at one instant. Made by {@link FactBuilder}. */
public final class Market extends Fact {

    Market(long[] numbers, @Nullable Object[] texts) {
        super(numbers, texts);
    }
}
