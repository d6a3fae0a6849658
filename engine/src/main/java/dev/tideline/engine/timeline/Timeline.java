package dev.tideline.engine.timeline;

import java.time.Instant;
import java.util.Arrays;

/**
 * One user's history: per day what his events add up to, and the feed values set for that day. Immutable; the bytes are
 * what the database keeps.
 *
 * <p>Merging is commutative for events that were counted once each. Feed values: the later import wins.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class Timeline {

    private static final byte VERSION = 1;
    private static final Timeline EMPTY = new Timeline(new byte[] {VERSION});

    private final byte[] bytes;

    private Timeline(byte[] bytes) {
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
        throw new UnsupportedOperationException(String.valueOf(later));
    }

    /**
     * The history at an instant within a past day: what that day's events add up to is replaced by {@code upToInstant},
     * built from the day's raw events up to the instant. Feed values stay.
     */
    public Timeline withEventsOf(long day, Timeline upToInstant) {
        throw new UnsupportedOperationException(day + " " + upToInstant);
    }

    /** Whether the day of {@code asOf} may hold events after it, so that {@link #withEventsOf} is needed. */
    public boolean mayHaveLaterEventsOnDayOf(Instant asOf, Days days) {
        throw new UnsupportedOperationException(asOf + " " + days);
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
