package dev.tideline.engine.ledger.grant;

import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.rules.money.Money;

/** What came of a claim. */
public sealed interface ClaimResult {

    /** All budgets had room: it is reserved. */
    record Claimed(GrantId id) implements ClaimResult {}

    /**
     * A budget lacks room, or is closed; nothing was charged anywhere.
     *
     * @param budget the first such budget
     * @param left what it has left; below 0 if its limit was lowered beneath what is spent
     * @param asked what the claim asks of it
     */
    record Refused(BudgetId budget, Money left, Money asked) implements ClaimResult {

        /** One line for a person. */
        public String message() {
            return "Budget (" + budget + ") has " + left + " left, reservation asks " + asked
                    + ". Try a smaller incentive or a larger budget.";
        }
    }

    /**
     * A breaker holds it for a person's release; nothing is charged until then.
     *
     * @param id the grant that waits
     * @param by which breaker
     */
    record Held(GrantId id, By by) implements ClaimResult {}

    /** Which breaker held. */
    enum By {
        GRANT_TOO_LARGE,
        RUN_TOO_LARGE,
        FIRST_N
    }

    /** The same key is granted, reserved or held already. */
    record Duplicate(GrantId existing) implements ClaimResult {}
}
