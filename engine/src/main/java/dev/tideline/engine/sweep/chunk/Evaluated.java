package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.segments.SegmentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One account after the rules.
 *
 * @param stored as it is kept
 * @param account what the rules say
 * @param segments its segments now
 * @param next when something changes for it with nothing happening; null if nothing ever does
 */
record Evaluated(
        StoredUser stored,
        AccountCase account,
        SegmentState segments,
        @Nullable Instant next) {

    static Evaluated of(EvaluatedAccount account, @Nullable Instant next) {
        return new Evaluated(account.stored(), account.account(), account.segments(), next);
    }
}
