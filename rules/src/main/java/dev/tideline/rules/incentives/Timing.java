package dev.tideline.rules.incentives;

import java.time.Duration;
import java.util.Objects;

/**
 * How long each step may take.
 *
 * @param claimWithin from the grant to its claim by the user; then a reservation expires
 * @param useWithin from the claim to the end of use
 * @param payoutAfter from fulfilling the conditions to the payment; zero for at once
 */
public record Timing(Duration claimWithin, Duration useWithin, Duration payoutAfter) {

    public Timing {
        Objects.requireNonNull(useWithin, "useWithin");
        if (claimWithin.isNegative() || claimWithin.isZero() || useWithin.isNegative() || payoutAfter.isNegative()) {
            throw new IllegalArgumentException("Timing " + claimWithin + ", " + useWithin + ", " + payoutAfter
                    + " is not in the future. Try P30D.");
        }
    }
}
