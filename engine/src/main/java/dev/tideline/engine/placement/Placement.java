package dev.tideline.engine.placement;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A place in a product that shows offers.
 *
 * @param key what callers name it, {@code home-banner}
 * @param shows most offers at once
 * @param reserve when budgets are charged
 * @param ttl how long an offer stands unless it is accepted; a call repeated meanwhile gets the same offers
 * @param budget how long a call may take before its claim begins
 * @param fallback what the product shows when no decision was made in time; null for nothing
 * @param context what callers may tell about the moment
 */
public record Placement(
        String key,
        int shows,
        Reserve reserve,
        Duration ttl,
        Duration budget,
        @Nullable String fallback,
        ContextSchema context) {

    /** When budgets are charged. */
    public enum Reserve {
        /** As soon as the offer is made: what is shown can be kept. */
        ON_DECIDE,
        /** When the user accepts: what is shown may be gone by then. */
        ON_ACCEPT
    }

    public Placement {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(reserve, "reserve");
        Objects.requireNonNull(context, "context");
    }
}
