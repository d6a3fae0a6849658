package dev.tideline.engine.snapshot;

import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Vocabulary;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Fills a user's fields at an instant from his timeline. Derived fields and segments are left to their owners. Costs no
 * object per cell. Not thread-safe: one reader for one thread.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class SnapshotReader {

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
        throw new UnsupportedOperationException(vocabulary + " " + sources + rules + days + needed);
    }

    /**
     * Fills the fields at {@code asOf}. Days after it do not count; where its own day may hold later events (see
     * {@link Timeline#mayHaveLaterEventsOnDayOf}) the caller has replaced that day.
     */
    public void read(Timeline timeline, Instant asOf, FactBuilder into) {
        throw new UnsupportedOperationException(timeline + " " + asOf + into);
    }
}
