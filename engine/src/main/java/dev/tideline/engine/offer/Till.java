package dev.tideline.engine.offer;

import dev.tideline.engine.arbitration.budget.Bill;
import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.DeskPurse;
import dev.tideline.engine.arbitration.budget.Payer;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.Trial;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The one way in which what a proposal promises is charged, be it when it is decided or when it is accepted: every budget of
 * it and every breaker, all of its incentives or none. For one transaction.
 */
public final class Till {

    private final Ledger ledger;
    private final Charging charging;
    private final Incentives catalogue;
    private final Instant at;

    public Till(Ledger ledger, Charging charging, Incentives catalogue, Instant at) {
        this.ledger = ledger;
        this.charging = charging;
        this.catalogue = catalogue;
        this.at = at;
    }

    /** A proposal, and who pays for it. */
    public record Due(Proposal proposal, Payer payer) {}

    /** Does work that takes some of these, and charges what it took. */
    public <T> T claiming(Collection<Due> possible, Function<Taking, T> work) {
        Charging known = known(possible);
        return ledger.claiming(claims(known, possible), at, desk -> work.apply(new Taking(known, desk)));
    }

    /** Does the same and charges nothing. */
    public <T> T trying(Collection<Due> possible, Function<Taking, T> work) {
        Charging known = known(possible);
        return ledger.trying(
                claims(known, possible), new Trial(Map.of()), at, desk -> work.apply(new Taking(known, desk)));
    }

    /** Budgets that are open go by their own limits. */
    private Charging known(Collection<Due> possible) {
        Set<BudgetId> asked = possible.stream()
                .flatMap(due -> bills(due).stream())
                .flatMap(bill -> charging.budgets(bill).stream())
                .collect(Collectors.toSet());
        Map<BudgetId, Limits> limits = new HashMap<>();
        if (!asked.isEmpty()) {
            ledger.budgets(asked).forEach((id, budget) -> limits.put(id, budget.limits()));
        }
        return charging.with(limits);
    }

    private List<Claim> claims(Charging known, Collection<Due> possible) {
        return possible.stream()
                .flatMap(due -> bills(due).stream())
                .flatMap(bill -> known.of(bill).claims())
                .toList();
    }

    private List<Bill> bills(Due due) {
        return due.proposal().bills(due.payer(), catalogue);
    }

    /** What the work takes with. */
    public final class Taking {

        private final DeskPurse purse;

        private Taking(Charging known, ClaimDesk desk) {
            purse = new DeskPurse(known, Map.of(), desk);
        }

        /** Takes everything that is due, unless something of it is refused or held for a person's release. */
        public Reply take(Due due) {
            return ask(due, false, true);
        }

        /** What would be said to it; nothing is taken. */
        public Reply look(Due due) {
            return ask(due, false, false);
        }

        /** What would be said to it if the person were not held out: no, if it would have to wait. */
        public Reply lookForGhost(Due due) {
            return ask(due, true, false);
        }

        private Reply ask(Due due, boolean ghost, boolean keep) {
            int mark = purse.mark();
            Reply held = null;
            for (Bill bill : bills(due)) {
                Reply reply = purse.ask(bill, ghost, at);
                if (reply instanceof Reply.Refused) {
                    purse.backTo(mark);
                    return reply;
                }
                held = reply instanceof Reply.Held ? reply : held;
            }
            if (held != null || !keep) {
                purse.backTo(mark);
            }
            return held == null ? Reply.YES : held;
        }
    }
}
