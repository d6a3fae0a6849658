package dev.tideline.engine.timeline;

import dev.tideline.rules.facts.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Collects events and feed values of one user, each event once, in any order. Not thread-safe; reusable after build. */
public final class TimelineBuilder {

    private static final byte[] NULL_TEXT = {0};
    private static final long MINUTE_MICROS = 60_000_000L;

    private final Days days;
    private final NumberCells numbers = new NumberCells();
    private final List<EventRecord> records = new ArrayList<>();
    private final Map<Long, FeedCells> feeds = new TreeMap<>();
    private final Bytes scratch = new Bytes();
    private long day;
    private long micros;

    /** An empty builder for days of this calendar. */
    public TimelineBuilder(Days days) {
        this.days = days;
    }

    /** Counts an event whose payload was found good; a type that changes no metric only marks its day. */
    public TimelineBuilder event(String type, Instant occurredAt, JsonNode payload) {
        micros = Days.micros(occurredAt);
        day = days.of(occurredAt);
        numbers.add(Metric.LAST_MINUTE, day, Math.floorDiv(micros - day * EventRecord.DAY_MICROS, MINUTE_MICROS));
        EventMetrics.add(type, payload, this);
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
        records.sort(null);
        int record = 0;
        for (Metric metric : Metric.values()) {
            scratch.clear();
            if (metric.rule().isNumber()) {
                numbers.write(metric, numbers.start(metric), scratch);
            } else {
                int start = record;
                while (record < records.size() && records.get(record).metric() == metric) {
                    record++;
                }
                EventRecord.write(records.subList(start, record), scratch);
            }
            Columns.write(metric.id(), 0, scratch, all);
        }
        feeds.forEach((key, cells) -> {
            scratch.clear();
            cells.write(scratch);
            Columns.write((int) (key >>> 32), key.intValue(), scratch, all);
        });
        clear();
        return new Timeline(all.toArray());
    }

    private void clear() {
        numbers.clear();
        records.clear();
        feeds.clear();
    }

    private TimelineBuilder feed(long onDay, Field field, byte[] value) {
        int tag = FeedColumn.tag(field);
        long key = ((long) tag << 32) | (FeedColumn.hash(field) & 0xffff_ffffL);
        feeds.computeIfAbsent(key, absent -> new FeedCells(tag)).put(onDay, value);
        return this;
    }

    void add(Metric metric, long value) {
        if (value != 0) {
            numbers.add(metric, day, value);
        }
    }

    void mark(Metric metric) {
        numbers.add(metric, day, micros - day * EventRecord.DAY_MICROS);
    }

    void record(Metric metric, Bytes body) {
        records.add(new EventRecord(metric, day, micros, body.toArray()));
    }

    void record(Metric metric, String body) {
        records.add(new EventRecord(metric, day, micros, body.getBytes(StandardCharsets.UTF_8)));
    }

    void word(Metric metric, String word) {
        records.add(new EventRecord(metric, day, day * EventRecord.DAY_MICROS, word.getBytes(StandardCharsets.UTF_8)));
    }
}
