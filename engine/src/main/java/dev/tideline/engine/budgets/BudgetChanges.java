package dev.tideline.engine.budgets;

import dev.tideline.engine.auditlog.AuditAction;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.auditlog.Change;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.LimitChange;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.rules.budgets.BudgetPlan;
import java.time.Clock;
import java.util.Map;

/**
 * Opens budgets and changes their limits for people: at once, with an entry of the audit log, and so that whoever was refused
 * for lack of room is looked at again. Blocks on the database; thread-safe.
 */
public final class BudgetChanges {

    private final CommittingLedger ledger;
    private final Reconsidered reconsidered;
    private final Clock clock;

    public BudgetChanges(Database database, BudgetPlan plan, Clock clock) {
        this.ledger = new CommittingLedger(database);
        this.reconsidered = new Reconsidered(plan);
        this.clock = clock;
    }

    /** Opens a budget; one that somebody else opens meanwhile stays as it is. Returns it as it stands. */
    public Budget open(BudgetId id, Limits limits, String who) {
        return ledger.together((transaction, within) -> {
            reconsidered.refused(transaction, id);
            Budget budget = within.open(id, limits, clock.instant());
            AuditLog.append(transaction, changeOf(id, limits, who));
            return budget;
        });
    }

    /**
     * Changes the limits of this revision; those who were refused are looked at again only where there may be more room. Limits
     * that it has already change nothing, its revision neither.
     */
    public LimitChange limit(BudgetId id, Limits limits, long revision, String who) {
        return ledger.together((transaction, within) -> {
            Budget before = within.budget(id).orElse(null);
            if (before != null
                    && before.revision() == revision
                    && before.limits().equals(limits)) {
                return LimitChange.changed(before, clock.instant());
            }
            if (before != null && limits.mayAdmitMoreThan(before.limits())) {
                reconsidered.refused(transaction, id);
            }
            LimitChange change = within.limit(id, limits, revision, clock.instant());
            if (change instanceof LimitChange.Changed) {
                AuditLog.append(transaction, changeOf(id, limits, who));
            }
            return change;
        });
    }

    /** Changes the limits of whichever revision is current, be it one that somebody else makes meanwhile. */
    public LimitChange limit(BudgetId id, Limits limits, String who) {
        LimitChange change;
        do {
            change = limit(id, limits, ledger.budget(id).map(Budget::revision).orElse(0L), who);
        } while (change instanceof LimitChange.Outdated);
        return change;
    }

    private static Change changeOf(BudgetId id, Limits limits, String who) {
        return Change.of(who, AuditAction.BUDGET_CHANGED, id.toString())
                .with(Map.of(
                        "total",
                        limits.total().toString(),
                        "per_period",
                        limits.perPeriod().toString(),
                        "period",
                        limits.period().text()));
    }
}
