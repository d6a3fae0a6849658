package dev.tideline.engine.ledger.grant;

import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.util.Objects;

/**
 * What makes claims wait for a person's release; amounts are in the reference currency.
 *
 * @param run the run or day that is counted together; empty if nothing is
 * @param mostPerGrant largest single grant
 * @param mostPerRun most that the run may grant
 * @param first number of grants that the run may make before all further ones wait
 */
public record Breakers(String run, Money mostPerGrant, Money mostPerRun, long first) {

    public Breakers {
        Objects.requireNonNull(mostPerGrant, "mostPerGrant");
        if (first < 0 || mostPerGrant.isNegative() || mostPerRun.isNegative()) {
            throw new IllegalArgumentException("Breakers " + mostPerGrant + ", " + mostPerRun + ", first " + first
                    + " are below 0. Try 0 to hold everything.");
        }
    }

    /** Breakers that hold nothing, for costs whose reference currency is this. */
    public static Breakers off(Asset reference) {
        Money most = reference.ofMinor(Money.MOST);
        return new Breakers("", most, most, Long.MAX_VALUE);
    }

    /** Breakers that hold everything, what costs nothing too. */
    public static Breakers all(Asset reference) {
        return new Breakers("", reference.zero(), reference.zero(), 0);
    }

    /** Only a limit for a single grant. */
    public static Breakers perGrant(Money most) {
        return new Breakers("", most, most.asset().ofMinor(Money.MOST), Long.MAX_VALUE);
    }

    /** Whether anything is counted over the run. */
    public boolean counts() {
        return !run.isEmpty();
    }
}
