package dev.tideline.engine.arbitration.budget;

import dev.tideline.engine.arbitration.outcome.Refusal;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What money says to a wish. */
public sealed interface Reply {

    /** It is charged; for a ghost, it could have been. */
    record Granted(SortedMap<String, String> values) implements Reply {
        public Granted {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }

    /** No. */
    record Refused(Refusal refusal) implements Reply {
        public Refused {
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /** A breaker holds it for a person's release. */
    record Held(String reason, SortedMap<String, String> values) implements Reply {
        public Held {
            Objects.requireNonNull(reason, "reason");
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }
    }

    /** It is charged, and there is nothing to say of it. */
    Reply YES = new Granted(new TreeMap<>());

    /** No, for a reason that time does not mend. */
    static Reply no(String reason, Map<String, String> values) {
        return new Refused(new Refusal(reason, new TreeMap<>(values), null));
    }
}
