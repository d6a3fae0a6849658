package dev.tideline.api.grants;

import dev.tideline.api.http.AmountView;
import dev.tideline.engine.fulfilment.Told;
import dev.tideline.engine.ledger.grant.Grant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as it stands.
 *
 * @param id its number
 * @param grantKey what is granted once
 * @param incentive version of the incentive
 * @param state HELD, RESERVED, LOCKED, PAYABLE, PAID, CLAWED_BACK, VOID or EXPIRED
 * @param amount what is reserved for it; once it was posted, what was earned
 * @param takenBack the part that came back
 * @param worth what the amount was worth in the reference currency when it was granted
 * @param expiresAt when it lapses unless it was posted before
 * @param payout how far the wallet has been told; null if it need not be
 */
record GrantView(
        String id,
        String grantKey,
        String incentive,
        String state,
        AmountView amount,
        AmountView takenBack,
        AmountView worth,
        Instant expiresAt,
        @Nullable PayoutView payout) {

    /**
     * How far the wallet has been told.
     *
     * @param state READY, ACKNOWLEDGED or WITHDRAWN
     * @param attempts attempts so far
     * @param reason why the last one failed; empty if it did not
     * @param takenAt when the wallet took it without acknowledging it; null if it did not
     * @param nextAttemptAt when it is told next
     */
    record PayoutView(
            String state,
            int attempts,
            String reason,
            @Nullable Instant takenAt,
            Instant nextAttemptAt) {}

    static GrantView of(Grant grant, @Nullable Told told) {
        return new GrantView(
                String.valueOf(grant.id().number()),
                grant.key().text(),
                grant.incentive(),
                grant.state().name(),
                AmountView.of(grant.cost().token()),
                AmountView.of(grant.refunded().token()),
                AmountView.of(grant.cost().reference()),
                grant.expiresAt(),
                told == null ? null : payout(told));
    }

    private static PayoutView payout(Told told) {
        return new PayoutView(told.state(), told.attempts(), told.reason(), told.takenAt(), told.nextAttemptAt());
    }
}
