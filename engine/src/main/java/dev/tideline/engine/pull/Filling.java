package dev.tideline.engine.pull;

import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.offer.OfferBudgets;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fills the screens of several calls, in their order, as far as the budgets go: each is locked and charged once for all. */
final class Filling {

    private final Ledger ledger;
    private final Incentives catalogue;
    private final Instant at;

    Filling(Ledger ledger, Incentives catalogue, Instant at) {
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.at = at;
    }

    /** The places of one call's screen. */
    record Places(Placement placement, Choice choice, Clearance clearance) {

        private boolean reserves() {
            return placement.reserve() == Placement.Reserve.ON_DECIDE;
        }
    }

    /** Fills them without charging anything. */
    void look(List<Places> screens) {
        Purse purse = purse(screens);
        screens.forEach(one -> look(purse, one));
    }

    private static void look(Purse purse, Places one) {
        one.choice().fill(one.placement().shows(), chosen -> obstacle(purse, one, chosen));
    }

    /** Fills them and claims what the placements reserve. */
    void claim(List<Places> screens) {
        Purse purse = purse(screens);
        List<Claim> possible = screens.stream()
                .filter(Places::reserves)
                .flatMap(one -> one.choice().possible().stream())
                .flatMap(one -> purse.claims(one.proposal()).stream())
                .toList();
        if (possible.isEmpty()) {
            screens.forEach(one -> look(purse, one));
            return;
        }
        List<GrantKey> spoilt = ledger.claiming(possible, at, desk -> claimed(screens, purse, desk));
        spoilt.forEach(key -> ledger.live(key).map(Grant::id).ifPresent(id -> ledger.move(id, Step.VOID, at)));
    }

    /** Returns what was claimed for offers that came to nothing after all. */
    private static List<GrantKey> claimed(List<Places> screens, Purse purse, ClaimDesk desk) {
        List<GrantKey> spoilt = new ArrayList<>();
        for (Places one : screens) {
            if (one.reserves()) {
                one.choice().fill(one.placement().shows(), chosen -> take(purse, desk, one, chosen, spoilt));
            } else {
                look(purse, one);
            }
        }
        return spoilt;
    }

    /** Ghosts need the room that the grant would: where a budget is exhausted they are no longer counted either. */
    private static Optional<String> take(
            Purse purse, ClaimDesk desk, Places screen, Chosen one, List<GrantKey> spoilt) {
        boolean claims = !one.ghost() && !screen.clearance().holds(one.proposal());
        return obstacle(purse, screen, one)
                .or(() -> claims ? Purse.claim(purse.claims(one.proposal()), desk, spoilt) : Optional.empty());
    }

    /** Risk is not asked about ghosts, to whom nothing is given. */
    private static Optional<String> obstacle(Purse purse, Places screen, Chosen one) {
        Optional<String> refusal =
                one.ghost() ? Optional.empty() : screen.clearance().refusal(one.proposal());
        return refusal.or(() -> purse.obstacle(one.proposal()));
    }

    private Purse purse(List<Places> screens) {
        Map<BudgetId, String> asked = screens.stream()
                .flatMap(one -> one.choice().possible().stream())
                .filter(one -> !one.proposal().incentives().isEmpty())
                .map(one -> one.proposal().playbook())
                .distinct()
                .collect(Collectors.toMap(OfferBudgets::id, playbook -> playbook));
        Map<String, Budget> open = new HashMap<>();
        ledger.budgets(asked.keySet()).forEach((id, budget) -> open.put(asked.getOrDefault(id, ""), budget));
        return new Purse(open, catalogue, at);
    }
}
