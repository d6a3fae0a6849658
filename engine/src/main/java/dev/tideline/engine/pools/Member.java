package dev.tideline.engine.pools;

import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.money.Money;

/**
 * Somebody who qualifies for a share.
 *
 * @param key what his share is granted under
 * @param userNo his account
 * @param assets assets that count
 * @param volume volume that counts
 */
record Member(GrantKey key, long userNo, Money assets, Money volume) {}
