package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.money.Money;
import java.time.Instant;

/**
 * A double entry: the same amount leaves one account and reaches another of the same asset.
 *
 * @param grant whose
 * @param step what moved it
 * @param from the account that it leaves
 * @param to the account that it reaches
 * @param amount more than 0
 * @param countedAt when the grant counts in windows
 */
public record Entry(GrantId grant, Step step, Account from, Account to, Money amount, Instant countedAt) {

    public Entry {
        if (!from.asset().equals(amount.asset()) || !to.asset().equals(amount.asset()) || amount.signum() <= 0) {
            throw new IllegalArgumentException("Entry of " + amount + " from " + from + " to " + to + " cannot be.");
        }
    }
}
