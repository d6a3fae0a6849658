package dev.tideline.rules.facts;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one kind of fact, in declared order. Immutable. */
public final class FactSchema {

    private final Map<String, Field> byName = new LinkedHashMap<>();
    private final Map<String, Field> byColumn = new LinkedHashMap<>();
    private final long[] initialNumbers;
    private final int textSlots;

    /** The schema of these fields, whose slots must be dense for numbers and for texts. */
    public FactSchema(List<Field> fields) {
        int numbers = 0;
        int texts = 0;
        for (Field field : fields) {
            byName.put(field.name(), field);
            byColumn.put(field.column(), field);
            if (field.type().isNumber()) {
                numbers++;
            } else {
                texts++;
            }
        }
        initialNumbers = new long[numbers];
        textSlots = texts;
        fields.stream()
                .filter(field -> field.type().isNumber() && field.nullable())
                .forEach(field -> initialNumbers[field.slot()] = Fact.MISSING);
    }

    /** All fields in declared order. */
    public Collection<Field> fields() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** The field with this name in rules ({@code tradeCount7d}). */
    public Optional<Field> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The field with this column name ({@code trade_count_7d}). */
    public Optional<Field> column(String column) {
        return Optional.ofNullable(byColumn.get(column));
    }

    /**
     * The field with this column name, for code that relies on it.
     *
     * @throws IllegalArgumentException if the vocabulary lacks it
     */
    public Field require(String column) {
        return column(column)
                .orElseThrow(() -> new IllegalArgumentException("The vocabulary has no field '" + column + "'"));
    }

    /** A builder with every field at its initial value. */
    public FactBuilder builder() {
        return new FactBuilder(this);
    }

    long[] initialNumbers() {
        return initialNumbers.clone();
    }

    int textSlots() {
        return textSlots;
    }
}
