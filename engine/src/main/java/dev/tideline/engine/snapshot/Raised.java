package dev.tideline.engine.snapshot;

import dev.tideline.engine.snapshot.measure.Measure;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import java.util.Set;
import java.util.TreeSet;

/**
 * A field that a feed brings and events raise: what either says of a risk stands, so that neither can hide what the other knows.
 *
 * @param measure what events say
 */
record Raised(Field field, Measure measure) {

    /** Leaves the graver of what the feed has filled and what events say: all flags of both, the higher number. */
    void raise(FactBuilder facts, long day, long micros) {
        int slot = field.slot();
        if (field.type() == FieldType.TEXTS) {
            Set<String> fed = facts.texts(slot);
            measure.fill(facts, slot, day, micros);
            Set<String> said = facts.texts(slot);
            if (!fed.isEmpty() && !fed.containsAll(said)) {
                Set<String> all = new TreeSet<>(fed);
                all.addAll(said);
                facts.texts(slot, Set.copyOf(all));
            } else if (!fed.isEmpty()) {
                facts.texts(slot, fed);
            }
        } else {
            long fed = facts.number(slot);
            measure.fill(facts, slot, day, micros);
            facts.number(slot, Math.max(fed, facts.number(slot)));
        }
    }
}
