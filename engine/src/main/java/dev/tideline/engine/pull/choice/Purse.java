package dev.tideline.engine.pull.choice;

import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What budgets say to proposals: those of playbook, group, period, person and cluster. For one call. */
final class Purse {

    static final String EXHAUSTED = "BUDGET_EXHAUSTED";
    static final String TAKEN = "ALREADY_GRANTED";

    private final Charging charging;
    private final Map<BudgetId, Budget> budgets;
    private final Incentives catalogue;
    private final Instant at;

    /**
     * A purse.
     *
     * @param budgets those that are open
     */
    Purse(Charging charging, Map<BudgetId, Budget> budgets, Incentives catalogue, Instant at) {
        this.charging = charging;
        this.budgets = Map.copyOf(budgets);
        this.catalogue = catalogue;
        this.at = at;
    }

    /** What a candidate of a person wishes for. */
    static List<Wish> wishes(PersonCase person, Chosen one, Incentives catalogue, Instant at) {
        List<Wish> wishes = new ArrayList<>();
        person.accounts().stream()
                .filter(account -> account.userNo() == one.result().userNo())
                .map(AccountCase::user)
                .findFirst()
                .ifPresent(user -> one.proposal().incentives().forEach(promised -> {
                    Incentive incentive =
                            catalogue.referred(promised.reference()).orElseThrow();
                    wishes.add(new Wish(
                            person.personId(),
                            user,
                            one.result().playbook(),
                            one.result().scope(),
                            one.result().occurrence(),
                            incentive,
                            one.result().score(),
                            one.ghost(),
                            at));
                }));
        return wishes;
    }

    /** Claims for everything that is promised and can be charged. */
    List<Claim> claims(PersonCase person, Chosen one) {
        Proposal proposal = one.proposal();
        return wishes(person, one, catalogue, at).stream()
                .flatMap(wish -> charging.of(wish).claims())
                .map(claim -> claim.until(proposal.claimBefore()))
                .toList();
    }

    /** Why it cannot be paid, as far as is known before it is claimed; empty if it can. */
    Optional<String> obstacle(PersonCase person, Chosen one) {
        Optional<String> without = wishes(person, one, catalogue, at).stream()
                .map(charging::of)
                .filter(Charging.Without.class::isInstance)
                .map(charged -> ((Charging.Without) charged).reason())
                .findFirst();
        return without.or(() -> lacking(claims(person, one)));
    }

    private Optional<String> lacking(List<Claim> claims) {
        Map<BudgetId, Budget> left = new HashMap<>();
        for (Claim claim : claims) {
            for (Charge charge : claim.charges()) {
                Budget budget = left.computeIfAbsent(charge.budget(), id -> budget(charge));
                Money asked = claim.cost().in(budget.asset());
                if (!budget.admits(asked, at)) {
                    return Optional.of(EXHAUSTED);
                }
                left.put(charge.budget(), budget.charged(asked, at));
            }
        }
        return Optional.empty();
    }

    private Budget budget(Charge charge) {
        Budget open = budgets.get(charge.budget());
        return open == null ? Budget.open(charge.budget(), charge.opening(), at) : open;
    }

    /** Why a desk refuses it; empty if everything is claimed. What was claimed before a refusal is given back. */
    static Optional<String> claim(List<Claim> claims, ClaimDesk desk) {
        int mark = desk.mark();
        for (Claim claim : claims) {
            ClaimResult result = desk.claim(claim);
            if (!(result instanceof ClaimResult.Claimed)) {
                desk.backTo(mark);
                return Optional.of(result instanceof ClaimResult.Duplicate ? TAKEN : EXHAUSTED);
            }
        }
        return Optional.empty();
    }
}
