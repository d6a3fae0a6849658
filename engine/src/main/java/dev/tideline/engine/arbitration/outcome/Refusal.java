package dev.tideline.engine.arbitration.outcome;

import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a gate, a cap or a budget says no.
 *
 * @param reason code
 * @param values what decided it, by name: what was counted and the limit, or a clause of a law; empty if nothing did
 * @param retryAt when it says yes if nothing else happens; null if never
 */
public record Refusal(
        String reason,
        SortedMap<String, String> values,
        @Nullable Instant retryAt) {

    public Refusal {
        Objects.requireNonNull(reason, "reason");
        values = new TreeMap<>(values);
    }

    /** One of which the code says all, and that time alone does not mend. */
    public static Refusal of(String reason) {
        return new Refusal(reason, new TreeMap<>(), null);
    }
}
