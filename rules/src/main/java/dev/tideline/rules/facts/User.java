package dev.tideline.rules.facts;

import org.jspecify.annotations.Nullable;

/** A user as rules see him at one instant. Made by {@link FactBuilder}. */
public final class User extends Fact {

    private final String id;

    User(String id, long[] numbers, @Nullable Object[] texts) {
        super(numbers, texts);
        this.id = id;
    }

    /** The exchange's id of the user. */
    public String id() {
        return id;
    }

    @Override
    public String toString() {
        return "User(" + id + ")";
    }
}
