package dev.tideline.engine.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to send. */
public sealed interface Answer {

    /**
     * The receiver took it.
     *
     * @param body the beginning of what it answered; empty if that could not be read
     */
    record Accepted(String body) implements Answer {

        /** Taken, without a word. */
        public Accepted() {
            this("");
        }
    }

    /**
     * The receiver did not take it, or nobody knows whether it did: a webhook repeats under the same id.
     *
     * @param cause status or kind of failure; nothing of the receiver's text
     * @param retryAfter the pause that the receiver asked for; null if it did not
     */
    record Failed(String cause, @Nullable Duration retryAfter) implements Answer {}

    /** The receiver wants nothing more (410 Gone). */
    record Gone() implements Answer {}
}
