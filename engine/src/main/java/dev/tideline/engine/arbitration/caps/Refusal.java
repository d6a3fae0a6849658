package dev.tideline.engine.arbitration.caps;

import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Why a cap says no.
 *
 * @param reason code
 * @param values what was counted, and the limit
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
}
