package dev.tideline.engine.timeline.event;

import dev.tideline.engine.timeline.cells.Bytes;
import dev.tideline.engine.timeline.cells.Columns;
import dev.tideline.engine.timeline.cells.EventRecord;
import dev.tideline.engine.timeline.cells.Metric;
import dev.tideline.engine.timeline.cells.NumberCells;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What events of one user add up to by day, in any order. Not thread-safe; reusable after writing. */
public final class EventCells {

    private static final long MINUTE_MICROS = 60_000_000L;

    private final NumberCells numbers = new NumberCells();
    private final List<EventRecord> records = new ArrayList<>();
    private final Bytes scratch = new Bytes();
    private long day;
    private long micros;

    /** Counts an event whose payload was found good; a type that changes no metric only marks its day. */
    public void add(String type, long onDay, long atMicros, JsonNode payload) {
        day = onDay;
        micros = atMicros;
        numbers.add(Metric.LAST_MINUTE, day, Math.floorDiv(micros - day * EventRecord.DAY_MICROS, MINUTE_MICROS));
        EventMetrics.add(type, payload, this);
    }

    /** Writes a column for each metric that has any and forgets what was collected. */
    public void write(Bytes into) {
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
            Columns.write(metric.id(), 0, scratch, into);
        }
        numbers.clear();
        records.clear();
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
