package dev.tideline.rules.facts;

import org.jspecify.annotations.Nullable;

/** The instant of evaluation as rules see it: its calendar, never a clock. Made by {@link FactBuilder}. */
public final class AsOf extends Fact {

    AsOf(long[] numbers, @Nullable Object[] texts) {
        super(numbers, texts);
    }
}
