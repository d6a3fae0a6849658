package dev.tideline.rules.facts;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills one fact of a {@link FactSchema}. Fields start as missing where they may be missing, else as 0, false or empty.
 * Not thread-safe; a builder makes one fact and is not used again.
 */
public final class FactBuilder {

    private final FactSchema schema;
    private final long[] numbers;
    private final @Nullable Object[] texts;

    FactBuilder(FactSchema schema) {
        this.schema = schema;
        this.numbers = schema.initialNumbers();
        this.texts = new Object[schema.textSlots()];
    }

    /** The schema being filled. */
    public FactSchema schema() {
        return schema;
    }

    /** Sets the number in a slot, in the units of its {@link FieldType}. */
    public FactBuilder number(int slot, long value) {
        numbers[slot] = value;
        return this;
    }

    /** The number set so far, or {@link Fact#MISSING}. */
    public long number(int slot) {
        return numbers[slot];
    }

    /** Sets the text in a slot; null means missing. */
    public FactBuilder text(int slot, @Nullable String value) {
        texts[slot] = value;
        return this;
    }

    /** Sets the words in a slot. */
    public FactBuilder texts(int slot, Set<String> words) {
        texts[slot] = words;
        return this;
    }

    /** The words set so far. */
    @SuppressWarnings("unchecked") // only texts(int, Set) puts sets in here
    public Set<String> texts(int slot) {
        Object words = texts[slot];
        return words == null ? Set.of() : (Set<String>) words;
    }

    /** The user with these values; the schema must be the user's. */
    public User user(String id) {
        return new User(id, numbers, texts);
    }

    /** The market with these values; the schema must be the market's. */
    public Market market() {
        return new Market(numbers, texts);
    }

    /** The instant with these values; the schema must be the instant's. */
    public AsOf asOf() {
        return new AsOf(numbers, texts);
    }
}
