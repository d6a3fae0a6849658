package dev.tideline.engine.timeline.cells;

import java.util.Arrays;
import java.util.List;

/** One event that is kept for itself: of a metric, on a day, at an instant (0 where none matters), with a body. */
public final class EventRecord implements Comparable<EventRecord> {

    /** Microseconds of a day. */
    public static final long DAY_MICROS = 86_400_000_000L;

    private final Metric metric;
    private final long day;
    private final long micros;
    private final byte[] body;

    /** A record; the array is not copied and must not change. */
    public EventRecord(Metric metric, long day, long micros, byte[] body) {
        this.metric = metric;
        this.day = day;
        this.micros = micros;
        this.body = body;
    }

    /** What it is a record of. */
    public Metric metric() {
        return metric;
    }

    /** Its day. */
    public long day() {
        return day;
    }

    @Override
    public int compareTo(EventRecord other) {
        int order = Integer.compare(metric.id(), other.metric.id());
        if (order == 0) {
            order = Long.compare(day, other.day);
        }
        if (order == 0) {
            order = Long.compare(micros, other.micros);
        }
        return order == 0 ? Arrays.compareUnsigned(body, other.body) : order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventRecord that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(micros) * 31 + Arrays.hashCode(body);
    }

    /** Whether the next record in order makes this one superfluous. */
    private boolean yieldsTo(EventRecord next) {
        return switch (metric.rule()) {
            case SET -> equals(next);
            case LATEST -> day == next.day;
            default -> false;
        };
    }

    /** Writes sorted records of one metric. */
    public static void write(List<EventRecord> records, Bytes into) {
        long before = Long.MIN_VALUE;
        for (int i = 0; i < records.size(); i++) {
            EventRecord record = records.get(i);
            if (i + 1 < records.size() && record.yieldsTo(records.get(i + 1))) {
                continue;
            }
            if (before == Long.MIN_VALUE) {
                into.signed(record.day);
            } else {
                into.unsigned(record.day - before);
            }
            into.signed(record.micros - record.day * DAY_MICROS);
            into.unsigned(record.body.length).put(record.body, 0, record.body.length);
            before = record.day;
        }
    }

    /** Reads the records of one metric. */
    public static void read(Metric metric, Cursor from, List<EventRecord> into) {
        long day = Long.MIN_VALUE;
        while (from.more()) {
            day = day == Long.MIN_VALUE ? from.signed() : day + from.unsigned();
            long micros = from.signed() + day * DAY_MICROS;
            int length = (int) from.unsigned();
            int start = from.position();
            into.add(new EventRecord(metric, day, micros, Arrays.copyOfRange(from.bytes(), start, start + length)));
            from.position(start + length);
        }
    }
}
