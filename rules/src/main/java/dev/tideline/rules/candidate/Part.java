package dev.tideline.rules.candidate;

import java.util.List;
import java.util.Objects;

/** One thing that a candidate proposes; each part ends with one outcome of its own. */
public sealed interface Part {

    /** What it proposes: key of the incentive, template, task, segment or audience. */
    String key();

    /** An incentive of the catalogue. */
    record Incentive(String key) implements Part {
        public Incentive {
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * One touch.
     *
     * @param key template of the message
     * @param channels the first of these that is allowed is used; never empty
     */
    record Touch(String key, List<Channel> channels) implements Part {
        public Touch {
            Objects.requireNonNull(key, "key");
            channels = List.copyOf(channels);
            if (channels.isEmpty()) {
                throw new IllegalArgumentException("Touch '" + key + "' has no channel");
            }
        }
    }

    /**
     * Work for a person.
     *
     * @param key kind of the task
     * @param channel {@link Channel#TICKET} for support, {@link Channel#CALL} for the customer manager
     */
    record Task(String key, Channel channel) implements Part {
        public Task {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(channel, "channel");
        }
    }

    /** Membership in a segment while the rule holds. */
    record Segment(String key) implements Part {
        public Segment {
            Objects.requireNonNull(key, "key");
        }
    }

    /** Membership in an audience while the rule holds. */
    record Audience(String key) implements Part {
        public Audience {
            Objects.requireNonNull(key, "key");
        }
    }
}
