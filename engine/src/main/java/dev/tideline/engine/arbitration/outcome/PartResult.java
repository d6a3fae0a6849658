package dev.tideline.engine.arbitration.outcome;

import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one part of a candidate ends.
 *
 * @param part what was proposed
 * @param outcome how it ends
 * @param reason one of {@link Reason}, or the reason that a guardrail names
 * @param values the values that decided it, by name; empty if none did
 * @param channel the channel of a touch or task that counts; null otherwise
 * @param notBefore when a touch may go: the instant of evaluation, or the end of the quiet hours; null if it has no channel
 * @param retryAt when the cooldown or cap that refused it ends; null if time alone does not help
 */
public record PartResult(
        Part part,
        Outcome outcome,
        String reason,
        SortedMap<String, String> values,
        @Nullable Channel channel,
        @Nullable Instant notBefore,
        @Nullable Instant retryAt) {

    public PartResult {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
        values = values.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The same, dropped if it counted. */
    PartResult dropped(String why, SortedMap<String, String> decided) {
        return outcome.counts() ? new PartResult(part, Outcome.DROPPED, why, decided, null, null, null) : this;
    }
}
