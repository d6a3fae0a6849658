package dev.tideline.engine.ledger;

import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;

/** Takes claims one at a time, so that a refusal lets the next in rank move up. What arbitration's step 8 knows of money. */
@FunctionalInterface
public interface ClaimDesk {

    /** Claims one grant; the next claim sees its charges. */
    ClaimResult claim(Claim claim);
}
