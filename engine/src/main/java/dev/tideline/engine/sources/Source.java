package dev.tideline.engine.sources;

import java.time.Duration;
import java.util.Objects;

/**
 * One stream of data with a watermark of its own.
 *
 * @param name {@link #EVENTS} or the name of a feed
 * @param maxAge a watermark older than this makes the fields of the source stale
 */
public record Source(String name, Duration maxAge) {

    /** The name of the one source that is no feed. */
    public static final String EVENTS = "events";

    public Source {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(maxAge, "maxAge");
    }
}
