package dev.tideline.engine.pull;

import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.offer.OfferBudgets;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the budgets of playbooks say to proposals. For one call. */
final class Purse {

    static final String UNKNOWN = "BUDGET_UNKNOWN";
    static final String OTHER_ASSET = "BUDGET_OTHER_ASSET";
    static final String EXHAUSTED = "BUDGET_EXHAUSTED";
    static final String TAKEN = "ALREADY_GRANTED";

    private final Map<String, Budget> budgets;
    private final Incentives catalogue;
    private final Instant at;

    /**
     * A purse.
     *
     * @param budgets open budgets by key of the playbook
     */
    Purse(Map<String, Budget> budgets, Incentives catalogue, Instant at) {
        this.budgets = Map.copyOf(budgets);
        this.catalogue = catalogue;
        this.at = at;
    }

    /** Claims for everything that is promised and has a budget. */
    List<Claim> claims(Proposal proposal) {
        List<Claim> claims = new ArrayList<>();
        Budget budget = budgets.get(proposal.playbook());
        for (Proposal.Promised promised : proposal.incentives()) {
            Incentive incentive = catalogue.referred(promised.reference()).orElseThrow();
            if (budget != null && budget.asset().equals(incentive.asset())) {
                claims.add(OfferBudgets.claim(budget, incentive, promised.grantKey(), proposal.claimBefore()));
            }
        }
        return claims;
    }

    /** Why it cannot be paid, as far as is known before it is claimed; empty if it can. */
    Optional<String> obstacle(Proposal proposal) {
        if (proposal.incentives().isEmpty()) {
            return Optional.empty();
        }
        Budget budget = budgets.get(proposal.playbook());
        if (budget == null) {
            return Optional.of(UNKNOWN);
        }
        List<Claim> claims = claims(proposal);
        if (claims.size() < proposal.incentives().size()) {
            return Optional.of(OTHER_ASSET);
        }
        return claims.stream()
                        .map(claim -> claim.cost().in(budget.asset()))
                        .reduce((one, other) -> one.plus(other))
                        .filter(asked -> !budget.admits(asked, at))
                        .isPresent()
                ? Optional.of(EXHAUSTED)
                : Optional.empty();
    }

    /** Why a desk refuses it; empty if everything is claimed. What was claimed before a refusal is added to the spoilt. */
    static Optional<String> claim(List<Claim> claims, ClaimDesk desk, List<GrantKey> spoilt) {
        List<GrantKey> claimed = new ArrayList<>();
        for (Claim claim : claims) {
            ClaimResult result = desk.claim(claim);
            if (!(result instanceof ClaimResult.Claimed)) {
                spoilt.addAll(claimed);
                return Optional.of(result instanceof ClaimResult.Duplicate ? TAKEN : EXHAUSTED);
            }
            claimed.add(claim.key());
        }
        return Optional.empty();
    }
}
