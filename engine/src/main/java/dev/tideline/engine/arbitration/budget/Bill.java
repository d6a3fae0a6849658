package dev.tideline.engine.arbitration.budget;

import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.incentives.Incentive;
import java.time.Instant;
import java.util.Objects;

/**
 * A grant that somebody's budgets are to be charged with.
 *
 * @param key what is granted once
 * @param incentive what is granted
 * @param playbook key of the playbook that grants it
 * @param payer whose budgets
 * @param expiresAt when the reservation lapses
 */
public record Bill(GrantKey key, Incentive incentive, String playbook, Payer payer, Instant expiresAt) {

    public Bill {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(incentive, "incentive");
        Objects.requireNonNull(payer, "payer");
    }
}
