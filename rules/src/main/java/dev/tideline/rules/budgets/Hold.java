package dev.tideline.rules.budgets;

import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.util.Objects;

/**
 * What makes grants of a playbook wait for a person's release.
 *
 * @param perGrant largest single grant
 * @param perRun most that one run grants
 * @param first number of grants of one run after which all others wait
 */
public record Hold(Money perGrant, Money perRun, long first) {

    public Hold {
        Objects.requireNonNull(perGrant, "perGrant");
        Objects.requireNonNull(perRun, "perRun");
    }

    /** Holds nothing. */
    public static Hold nothing(Asset reference) {
        Money most = reference.ofMinor(Money.MOST);
        return new Hold(most, most, Long.MAX_VALUE);
    }

    /** Whether anything is counted over a run. */
    public boolean countsRuns() {
        return first != Long.MAX_VALUE || !perRun.minor().equals(Money.MOST);
    }
}
