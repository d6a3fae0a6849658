package dev.tideline.engine.pull.choice;

import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills the screens of several calls, in their order, as far as the budgets go: each is locked and charged once for all. */
public final class Filling {

    private final Ledger ledger;
    private final Charging charging;
    private final Incentives catalogue;
    private final Instant at;

    /** Over this ledger, within its transaction. */
    public Filling(Ledger ledger, Charging charging, Incentives catalogue, Instant at) {
        this.ledger = ledger;
        this.charging = charging;
        this.catalogue = catalogue;
        this.at = at;
    }

    /** The places of one call's screen. */
    public record Places(Placement placement, Choice choice, Clearance clearance) {

        PersonCase person() {
            return choice.person();
        }

        private boolean reserves() {
            return placement.reserve() == Placement.Reserve.ON_DECIDE;
        }
    }

    /** Fills them without charging anything. */
    public void look(List<Places> screens) {
        Purse purse = purse(screens);
        screens.forEach(one -> look(purse, one));
    }

    private static void look(Purse purse, Places one) {
        one.choice().fill(one.placement().shows(), chosen -> obstacle(purse, one, chosen));
    }

    /** Fills them and claims what the placements reserve; what they reserve later finds its budgets open then. */
    public void claim(List<Places> screens) {
        Purse purse = purse(screens);
        List<Claim> possible = screens.stream()
                .filter(Places::reserves)
                .flatMap(one -> claims(purse, one))
                .toList();
        screens.stream()
                .filter(one -> !one.reserves())
                .flatMap(one -> claims(purse, one))
                .map(claim -> claim.charges().get(0))
                .distinct()
                .forEach(campaign -> ledger.open(campaign.budget(), campaign.opening(), at));
        if (possible.isEmpty()) {
            screens.forEach(one -> look(purse, one));
        } else {
            ledger.claiming(possible, at, desk -> claimed(screens, purse, desk));
        }
    }

    private static Stream<Claim> claims(Purse purse, Places one) {
        return one.choice().possible().stream().flatMap(chosen -> purse.claims(one.person(), chosen).stream());
    }

    private static int claimed(List<Places> screens, Purse purse, ClaimDesk desk) {
        for (Places one : screens) {
            if (one.reserves()) {
                one.choice().fill(one.placement().shows(), chosen -> take(purse, desk, one, chosen));
            } else {
                look(purse, one);
            }
        }
        return screens.size();
    }

    /** Ghosts need the room that the grant would: where a budget is exhausted they are no longer counted either. */
    private static Optional<String> take(Purse purse, ClaimDesk desk, Places screen, Chosen one) {
        boolean claims = !one.ghost() && !screen.clearance().holds(one.proposal());
        return obstacle(purse, screen, one)
                .or(() -> claims ? Purse.claim(purse.claims(screen.person(), one), desk) : Optional.empty());
    }

    /** Risk is not asked about ghosts, to whom nothing is given. */
    private static Optional<String> obstacle(Purse purse, Places screen, Chosen one) {
        Optional<String> refusal =
                one.ghost() ? Optional.empty() : screen.clearance().refusal(one.proposal());
        return refusal.or(() -> purse.obstacle(screen.person(), one));
    }

    private Purse purse(List<Places> screens) {
        Set<BudgetId> asked = screens.stream()
                .flatMap(one -> one.choice().possible().stream()
                        .flatMap(chosen -> Purse.wishes(one.person(), chosen, catalogue, at).stream()))
                .flatMap(wish -> charging.budgets(wish).stream())
                .collect(Collectors.toSet());
        Map<BudgetId, Budget> open = ledger.budgets(asked);
        Map<BudgetId, Limits> limits = new HashMap<>();
        open.forEach((id, budget) -> limits.put(id, budget.limits()));
        return new Purse(charging.with(limits), open, catalogue, at);
    }
}
