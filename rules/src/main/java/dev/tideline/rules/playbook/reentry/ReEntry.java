package dev.tideline.rules.playbook.reentry;

import java.time.Duration;
import java.util.Objects;

/**
 * When a playbook may act again for the same person. All three limits bind; grants and ghosts of held-out persons count
 * alike.
 *
 * @param occurrence what it may happen once for
 * @param cooldown least time from the last decision that was granted; zero if there is none
 * @param atMost most times ever; {@link Integer#MAX_VALUE} if unlimited
 */
public record ReEntry(Occurrence occurrence, Duration cooldown, int atMost) {

    /** What a playbook may act once for. */
    public sealed interface Occurrence {

        /** No such limit: as often as the cooldown allows. */
        record Any() implements Occurrence {}

        /** Once in the life of a person. */
        record Ever() implements Occurrence {}

        /** Once in a window. */
        record Per(Window window) implements Occurrence {
            public Per {
                Objects.requireNonNull(window, "window");
            }
        }

        /**
         * Once for each value of an event's field, such as the time of the return that ended a churn. A missing value
         * counts as one value.
         *
         * @param field name of the user's field in rules, {@code lastReturnAt}
         */
        record Event(String field) implements Occurrence {
            public Event {
                Objects.requireNonNull(field, "field");
            }
        }
    }

    public ReEntry {
        Objects.requireNonNull(occurrence, "occurrence");
        if (cooldown.isNegative() || atMost < 1) {
            throw new IllegalArgumentException("Re-entry has cooldown " + cooldown + " and at most " + atMost
                    + ". Try a positive duration and at least 1.");
        }
    }
}
