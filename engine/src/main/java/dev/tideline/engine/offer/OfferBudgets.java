package dev.tideline.engine.offer;

import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Vesting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which budget pays for what a playbook offers: the campaign's, {@code CAMPAIGN:} and the playbook's key. */
public final class OfferBudgets {

    private OfferBudgets() {}

    /** The budget of a playbook; it need not be open. */
    public static BudgetId id(String playbook) {
        return new BudgetId(BudgetId.Kind.CAMPAIGN, playbook);
    }

    /** The budget of a playbook, if it is open. */
    public static Optional<Budget> of(Ledger ledger, String playbook) {
        return ledger.budget(id(playbook));
    }

    /**
     * Asks for the whole face value: what was promised can be paid.
     *
     * @param budget the open budget that pays, in the incentive's asset
     * @param expiresAt when the reservation lapses
     */
    public static Claim claim(Budget budget, Incentive incentive, String grantKey, Instant expiresAt) {
        return new Claim(
                new GrantKey(grantKey),
                incentive.reference(),
                Cost.of(incentive.reserved()),
                List.of(new Charge(budget.id(), budget.limits())),
                Breakers.off(incentive.asset()),
                !(incentive.vesting() instanceof Vesting.AtOnce),
                expiresAt);
    }
}
