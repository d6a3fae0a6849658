package dev.tideline.engine.fulfilment;

import java.time.Instant;

/** When a payout may first be told: its incentive's payout delay after it became payable. */
@FunctionalInterface
interface PayoutDelay {

    Instant after(Payout payout);
}
