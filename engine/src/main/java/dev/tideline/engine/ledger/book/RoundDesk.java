package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import java.time.Instant;
import java.util.Objects;

/**
 * The desk of a round.
 *
 * @param round where it claims
 * @param at when
 */
public record RoundDesk(Round round, Instant at) implements ClaimDesk {

    public RoundDesk {
        Objects.requireNonNull(round, "round");
        Objects.requireNonNull(at, "at");
    }

    @Override
    public ClaimResult claim(Claim claim) {
        return round.claim(claim, at);
    }

    @Override
    public Budget budget(BudgetId id) {
        return round.budget(id);
    }

    @Override
    public int mark() {
        return round.claimed();
    }

    @Override
    public void backTo(int mark) {
        round.backTo(mark);
    }
}
