package dev.tideline.engine.ledger.grant;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Asks for a grant: everything a budget or a breaker must agree to.
 *
 * @param key what is granted once
 * @param incentive version of the incentive, {@code fee-voucher-10@1}
 * @param cost what it costs
 * @param charges the budgets that need room; the first that lacks it is named in the refusal
 * @param breakers what makes it wait
 * @param locked whether it vests only later, once posted
 * @param expiresAt when the reservation lapses unless it was posted before
 */
public record Claim(
        GrantKey key,
        String incentive,
        Cost cost,
        List<Charge> charges,
        Breakers breakers,
        boolean locked,
        Instant expiresAt) {

    /** The same until another instant. */
    public Claim until(Instant other) {
        return new Claim(key, incentive, cost, charges, breakers, locked, other);
    }

    /** The same, to wait for a person's release. */
    public Claim held() {
        Breakers all = Breakers.all(cost.reference().asset());
        return new Claim(key, incentive, cost, charges, all, locked, expiresAt);
    }

    public Claim {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(incentive, "incentive");
        Objects.requireNonNull(expiresAt, "expiresAt");
        charges = List.copyOf(charges);
        if (charges.stream().map(Charge::budget).distinct().count() != charges.size()) {
            throw new IllegalArgumentException("Claim " + key + " charges a budget twice: " + charges);
        }
    }
}
