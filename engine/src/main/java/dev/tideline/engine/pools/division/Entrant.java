package dev.tideline.engine.pools.division;

import dev.tideline.engine.ledger.grant.GrantKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is ranked in a contest.
 *
 * @param person number of the person
 * @param key what his prize is granted under
 * @param score the number that ranks
 * @param joined when he joined; null if that is not known
 */
public record Entrant(
        long person, GrantKey key, long score, @Nullable Instant joined) {}
