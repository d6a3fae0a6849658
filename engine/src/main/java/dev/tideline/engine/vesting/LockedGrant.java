package dev.tideline.engine.vesting;

import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant that is asked about.
 *
 * @param id its number
 * @param key what is granted once
 * @param incentive version of its incentive
 * @param locked whether it is still locked
 * @param since when it was posted
 * @param userId the account; null if it is not known
 */
record LockedGrant(
        GrantId id,
        GrantKey key,
        String incentive,
        boolean locked,
        Instant since,
        @Nullable String userId) {}
