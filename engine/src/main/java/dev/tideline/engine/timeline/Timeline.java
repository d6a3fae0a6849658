package dev.tideline.engine.timeline;

import dev.tideline.engine.timeline.cells.Columns;
import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.cells.EventRecord;
import dev.tideline.engine.timeline.cells.Metric;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * One user's history: per day what his events add up to, and the feed values set for that day. Immutable; the bytes are
 * what the database keeps.
 *
 * <p>Merging is commutative for events that were counted once each. Feed values: the later import wins.
 */
public final class Timeline {

    static final byte VERSION = 1;

    private static final long MINUTE_MICROS = 60_000_000L;
    private static final long NONE = -1_000_000;
    private static final Timeline EMPTY = new Timeline(new byte[] {VERSION});

    private final byte[] bytes;

    Timeline(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The history of a user to whom nothing has happened. */
    public static Timeline empty() {
        return EMPTY;
    }

    /**
     * The history in these bytes; the array is not copied and must not change.
     *
     * @throws IllegalArgumentException if they are of another version
     */
    public static Timeline of(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != VERSION) {
            throw new IllegalArgumentException("These bytes are no timeline of version " + VERSION);
        }
        return new Timeline(bytes);
    }

    /** The bytes to keep; not a copy, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Both histories; where both set the same feed field for the same day, {@code later} wins. */
    public Timeline merge(Timeline later) {
        if (bytes.length == 1 || later.bytes.length == 1) {
            return bytes.length == 1 ? later : this;
        }
        return new Timeline(new Merge().of(this, later));
    }

    /**
     * The history at an instant within a past day: what that day's events add up to is replaced by {@code upToInstant},
     * built from the day's raw events up to the instant. Feed values stay.
     */
    public Timeline withEventsOf(long day, Timeline upToInstant) {
        Timeline others = new Timeline(EventDays.select(this, other -> other != day, true));
        return others.merge(new Timeline(EventDays.select(upToInstant, other -> other == day, false)));
    }

    /** Whether the day of {@code asOf} may hold events after it, so that {@link #withEventsOf} is needed. */
    public boolean mayHaveLaterEventsOnDayOf(Instant asOf, Days days) {
        long day = days.of(asOf);
        long known = Days.micros(asOf) - day * EventRecord.DAY_MICROS;
        Columns columns = new Columns().reset(bytes);
        return columns.next()
                && columns.tag() == Metric.LAST_MINUTE.id()
                && lastMinute(columns, day) * MINUTE_MICROS + MINUTE_MICROS - 1 > known;
    }

    /** The first day of which anything is known, an event or a feed value; empty if nothing is. */
    public OptionalLong firstDay() {
        Columns columns = new Columns().reset(bytes);
        Cursor entries = new Cursor();
        OptionalLong first = OptionalLong.empty();
        while (columns.next()) {
            columns.open(entries);
            long day = entries.signed();
            first = OptionalLong.of(Math.min(day, first.orElse(day)));
        }
        return first;
    }

    private static long lastMinute(Columns columns, long wanted) {
        Cursor entries = new Cursor();
        columns.open(entries);
        long day = entries.signed();
        while (true) {
            long minute = entries.signed();
            if (day == wanted) {
                return minute;
            }
            if (day > wanted || !entries.more()) {
                return NONE;
            }
            day += entries.unsigned();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timeline that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
