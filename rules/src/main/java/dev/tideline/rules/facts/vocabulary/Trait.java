package dev.tideline.rules.facts.vocabulary;

import dev.tideline.rules.facts.FieldType;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A field that the operator adds to the user without a code change. A trait may always be missing, except a set of words.
 *
 * @param key column name: lower case letters, digits and underscores, starting with a letter, at most 60
 * @param type how it is stored and compared
 * @param unit unit of the value; empty if it has none
 * @param description one sentence
 */
public record Trait(String key, FieldType type, String unit, String description) {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,59}");

    public Trait {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "Trait key '" + key
                            + "' should be lower case letters, digits and underscores, start with a letter and have at most 60");
        }
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(description, "description");
    }
}
