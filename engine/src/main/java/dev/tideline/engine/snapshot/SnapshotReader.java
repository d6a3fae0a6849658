package dev.tideline.engine.snapshot;

import dev.tideline.engine.snapshot.column.History;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.snapshot.measure.Measure;
import dev.tideline.engine.snapshot.measure.Measures;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fills a user's fields at an instant from his timeline. Derived fields and segments are left to their owners. Costs no
 * object per cell. Not thread-safe: one reader for one thread.
 */
public final class SnapshotReader {

    private final History history = new History();
    private final Days days;
    private final Map<String, Measure> byColumn = new LinkedHashMap<>();
    private final Measure[] measures;
    private final int[] slots;
    private final List<Raised> raised = new ArrayList<>();
    private long day;

    /**
     * A reader of these fields.
     *
     * @param needed the fields to fill; derived ones stand for the field they read; null for every field
     */
    public SnapshotReader(
            Vocabulary vocabulary,
            FieldSources sources,
            HistoryRules rules,
            Days days,
            @Nullable Collection<Field> needed) {
        this.days = days;
        FactSchema schema = vocabulary.user();
        Measures factory = new Measures(history, schema, rules);
        for (Field field : bases(schema, needed == null ? schema.fields() : needed)) {
            sources.definitionOf(field)
                    .ifPresent(definition -> byColumn.put(field.column(), factory.of(field, definition)));
            if (sources.isFed(field)) {
                history.fill(field);
            }
            sources.raisingOf(field)
                    .ifPresent(definition -> raised.add(new Raised(field, factory.of(field, definition))));
        }
        measures = byColumn.values().toArray(Measure[]::new);
        slots = byColumn.keySet().stream()
                .mapToInt(column -> schema.require(column).slot())
                .toArray();
    }

    private static Set<Field> bases(FactSchema schema, Collection<Field> fields) {
        Set<Field> bases = new LinkedHashSet<>();
        for (Field field : fields) {
            bases.add(field.derived()
                    .map(derivation -> schema.require(derivation.column()))
                    .orElse(field));
        }
        return bases;
    }

    /**
     * Fills the fields at {@code asOf}. Days after it do not count; where its own day may hold later events (see
     * {@link Timeline#mayHaveLaterEventsOnDayOf}) the caller has replaced that day.
     */
    public void read(Timeline timeline, Instant asOf, FactBuilder into) {
        long micros = Days.micros(asOf);
        day = days.of(asOf);
        history.read(timeline, day, into);
        for (int i = 0; i < measures.length; i++) {
            measures[i].fill(into, slots[i], day, micros);
        }
        for (Raised one : raised) {
            one.raise(into, day, micros);
        }
    }

    Days days() {
        return days;
    }

    /** The day of the last read. */
    long day() {
        return day;
    }

    /** The first day after the last read's on which something is known already, or {@link Days#NEVER}. */
    long laterDay() {
        return history.laterDay();
    }

    /** What computes a field; empty if a feed brings it or it is not read. */
    Optional<Measure> measure(Field field) {
        return Optional.ofNullable(byColumn.get(field.column()));
    }
}
