package dev.tideline.engine.replay.walk;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.DeskPurse;
import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.book.InMemoryLedger;
import dev.tideline.engine.ledger.grant.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Budgets of one person on his virtual days, opened with the limits of the plan; real ones are neither asked nor charged.
 * What others take of budgets that are shared is not seen: persons walk through the days alone.
 */
final class VirtualBudgets {

    private final Charging charging;
    private final InMemoryLedger ledger = new InMemoryLedger();

    VirtualBudgets(EvaluationPolicy policy) {
        charging = new Charging(policy.budgets(), policy.model().vocabulary().user(), Map.of(), "replay");
    }

    /** Claims what the person is granted; what he did not claim in time has come back by then. */
    Arbitration settle(Contest contest, Instant asOf) {
        List<Claim> possible = contest.wishes().stream()
                .flatMap(wish -> charging.of(wish).claims())
                .toList();
        if (contest.wishes().isEmpty()) {
            return contest.settle(Purse.BOUNDLESS);
        }
        ledger.expireDue(asOf, Integer.MAX_VALUE);
        return ledger.claiming(possible, asOf, desk -> contest.settle(new DeskPurse(charging, Map.of(), desk)));
    }
}
