package dev.tideline.engine.pools.division;

import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.money.Money;

/**
 * What somebody won.
 *
 * @param place his rank, from 1; those who share have the same
 * @param prize 0 or more
 */
public record Placed(GrantKey key, int place, Money prize) {}
