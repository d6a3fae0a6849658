package dev.tideline.engine.timeline;

import dev.tideline.rules.facts.Field;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects events and feed values of one user, each event once, in any order. Not thread-safe; reusable after build. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class TimelineBuilder {

    private final Days days;

    /** An empty builder for days of this calendar. */
    public TimelineBuilder(Days days) {
        this.days = days;
    }

    /** Counts an event whose payload was found good; a type that changes no metric only marks its day. */
    public TimelineBuilder event(String type, Instant occurredAt, JsonNode payload) {
        throw new UnsupportedOperationException(type + occurredAt + payload + days);
    }

    /** Sets a number, flag or instant (in the units of its type) from a day's feed row; {@code Fact.MISSING} means null. */
    public TimelineBuilder feed(long day, Field field, long value) {
        throw new UnsupportedOperationException(day + field.column() + value);
    }

    /** Sets a text from a day's feed row. */
    public TimelineBuilder feed(long day, Field field, @Nullable String value) {
        throw new UnsupportedOperationException(day + field.column() + value);
    }

    /** Sets words from a day's feed row. */
    public TimelineBuilder feed(long day, Field field, Set<String> words) {
        throw new UnsupportedOperationException(day + field.column() + words);
    }

    /** What was collected; the builder is empty afterwards. */
    public Timeline build() {
        throw new UnsupportedOperationException();
    }
}
