package dev.tideline.engine.pools.division;

import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.money.Money;

/**
 * Somebody who qualifies for a share of fees.
 *
 * @param key what his share is granted under
 * @param assets assets that count
 * @param volume volume that counts
 */
public record Member(GrantKey key, Money assets, Money volume) {}
