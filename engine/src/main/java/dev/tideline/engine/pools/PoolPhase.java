package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.pools.PoolRows.Pot;
import dev.tideline.engine.pools.enrolment.PoolsInRun;
import dev.tideline.engine.sweep.run.RunPhase;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.incentives.terms.FeeTerms;
import java.util.List;

/** Divides pools once all who qualify are known, each by its kind, and lines up the shares to be paid. */
final class PoolPhase implements RunPhase {

    /** Its name. */
    static final String KEY = "pools";

    private final EvaluationPolicy policy;
    private final PoolsInRun pools;
    private final CurrentContests contests;

    PoolPhase(EvaluationPolicy policy, UserStore users, PoolsInRun pools) {
        this.policy = policy;
        this.contests = new CurrentContests(policy.model(), users);
        this.pools = pools;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public List<Stretch> begin(Transaction transaction, long run) {
        PoolsInRun.Now now = pools.of(transaction, run);
        if (now.playbooks().isEmpty()) {
            return List.of();
        }
        PoolRows rows = new PoolRows(transaction);
        rows.lock(now.playbooks());
        for (Pot pot : rows.pots(run)) {
            division(transaction, rows, pot)
                    .divide(pot, run, now.asOf())
                    .ifPresent(divided -> rows.divide(run, now.asOf(), pot, divided));
        }
        return new ShareRows(transaction).queue(run, now.playbooks());
    }

    private PotDivision division(Transaction transaction, PoolRows rows, Pot pot) {
        Incentive incentive = policy.incentives().named(pot.incentive()).orElseThrow();
        if (incentive.terms() instanceof FeeTerms.SharePool terms) {
            return new FeeDivision(rows, policy.model().days(), incentive, terms);
        }
        if (incentive.terms() instanceof ContestTerms terms) {
            return new ContestDivision(rows, new AwaitedRows(transaction), contests, terms);
        }
        throw new IllegalStateException("Incentive " + incentive.reference() + " is no part in a pool");
    }
}
