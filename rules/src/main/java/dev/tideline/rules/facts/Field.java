package dev.tideline.rules.facts;

import dev.tideline.rules.facts.limits.ValueLimits;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One field of a fact.
 *
 * @param column the name in SQL and JSON, such as {@code trade_count_7d}
 * @param name the name in rules, such as {@code tradeCount7d}
 * @param type how it is stored and compared
 * @param slot its place in the fact's numbers, or in its texts if the type is no number
 * @param group heading it is documented under
 * @param owner who sets it
 * @param unit unit of the value; empty if it has none
 * @param meaning one sentence
 * @param nullMeaning what a missing value means; empty if the field is never missing
 * @param values the closed set of values of a text; empty if open
 * @param derivation how it follows from another field and the instant of evaluation; empty text if it does not
 * @param limits what its value may be beyond its type
 */
public record Field(
        String column,
        String name,
        FieldType type,
        int slot,
        String group,
        Owner owner,
        String unit,
        String meaning,
        String nullMeaning,
        List<String> values,
        String derivation,
        ValueLimits limits) {

    /** Who sets a field. */
    public enum Owner {
        /** Events, a feed or a derivation; visible to every rule. */
        SOURCE,
        /** The segmentation; visible to playbook rules and guardrails, not to segments. */
        SEGMENT,
        /** The engine; visible to its gates and to guardrails only. */
        ENGINE
    }

    public Field {
        Objects.requireNonNull(column, "column");
        values = List.copyOf(values);
        Objects.requireNonNull(limits, "limits");
    }

    /** Whether a value may be missing. */
    public boolean nullable() {
        return !nullMeaning.isEmpty();
    }

    /** Whether a text or a set of words can hold this word. */
    public boolean holds(String word) {
        return (values.isEmpty() || values.contains(word)) && limits.format().accepts(word);
    }

    /** The derivation, if the field is derived. */
    public Optional<Derivation> derived() {
        return derivation.isEmpty() ? Optional.empty() : Optional.of(Derivation.parse(derivation));
    }
}
