package dev.tideline.engine.timeline;

import dev.tideline.engine.timeline.cells.Bytes;
import dev.tideline.engine.timeline.cells.Columns;
import dev.tideline.engine.timeline.cells.FeedCells;
import dev.tideline.engine.timeline.cells.FeedColumn;
import dev.tideline.engine.timeline.event.EventCells;
import dev.tideline.rules.facts.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects events and feed values of one user, each event once, in any order. Not thread-safe; reusable after build. */
public final class TimelineBuilder {

    private static final byte[] NULL_TEXT = {0};

    private final Days days;
    private final EventCells events = new EventCells();
    private final Map<Long, FeedCells> feeds = new TreeMap<>();
    private final Bytes scratch = new Bytes();

    /** An empty builder for days of this calendar. */
    public TimelineBuilder(Days days) {
        this.days = days;
    }

    /** Counts an event whose payload was found good; a type that changes no metric only marks its day. */
    public TimelineBuilder event(String type, Instant occurredAt, JsonNode payload) {
        events.add(type, days.of(occurredAt), Days.micros(occurredAt), payload);
        return this;
    }

    /** Sets a number, flag or instant (in the units of its type) from a day's feed row; {@code Fact.MISSING} means null. */
    public TimelineBuilder feed(long day, Field field, long value) {
        scratch.clear();
        return feed(day, field, scratch.value(value).toArray());
    }

    /** Sets a text from a day's feed row. */
    public TimelineBuilder feed(long day, Field field, @Nullable String value) {
        if (value == null) {
            return feed(day, field, NULL_TEXT);
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        scratch.clear();
        return feed(
                day,
                field,
                scratch.unsigned(text.length + 1).put(text, 0, text.length).toArray());
    }

    /** Sets words from a day's feed row. */
    public TimelineBuilder feed(long day, Field field, Set<String> words) {
        return feed(day, field, String.join(String.valueOf(FeedColumn.SEPARATOR), new TreeSet<>(words)));
    }

    /** What was collected; the builder is empty afterwards. */
    public Timeline build() {
        Bytes all = new Bytes().put(Timeline.VERSION);
        events.write(all);
        feeds.forEach((key, cells) -> {
            scratch.clear();
            cells.write(scratch);
            Columns.write((int) (key >>> 32), key.intValue(), scratch, all);
        });
        feeds.clear();
        return new Timeline(all.toArray());
    }

    private TimelineBuilder feed(long onDay, Field field, byte[] value) {
        int tag = FeedColumn.tag(field);
        long key = ((long) tag << 32) | (FeedColumn.hash(field) & 0xffff_ffffL);
        feeds.computeIfAbsent(key, absent -> new FeedCells(tag)).put(onDay, value);
        return this;
    }
}
