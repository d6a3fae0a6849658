package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.pools.PoolRows.Divided;
import dev.tideline.engine.pools.PoolRows.Pot;
import dev.tideline.engine.pools.division.ContestPlaces;
import dev.tideline.engine.pools.division.Entrant;
import dev.tideline.engine.pools.division.FeeShares;
import dev.tideline.engine.pools.division.Placed;
import dev.tideline.engine.sweep.run.RunPhase;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides pools once all who qualify are known. A pool of fees is a share of those of the 7 days before the run's, less what
 * other runs divided of them, and never more than the budget of its playbook has left. A contest is divided once, when its
 * review is over and the budget has room for every prize that is won.
 */
final class PoolPhase implements RunPhase {

    /** Its name. */
    static final String KEY = "pools";

    private static final Logger log = LoggerFactory.getLogger(PoolPhase.class);

    private final EvaluationPolicy policy;
    private final PoolsInRun pools;

    PoolPhase(EvaluationPolicy policy, PoolsInRun pools) {
        this.policy = policy;
        this.pools = pools;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public List<Stretch> begin(Transaction transaction, long run) {
        PoolsInRun.Now now = pools.of(transaction, run);
        Set<String> playbooks = now.playbooks();
        if (playbooks.isEmpty()) {
            return List.of();
        }
        PoolRows rows = new PoolRows(transaction);
        rows.lock(playbooks);
        for (Pot pot : rows.pots(run)) {
            Incentive incentive = policy.incentives().named(pot.incentive()).orElseThrow();
            if (incentive.terms() instanceof FeeTerms.SharePool terms) {
                fees(transaction, run, now.asOf(), pot, incentive, terms);
            } else if (incentive.terms() instanceof ContestTerms terms) {
                contest(transaction, run, now.asOf(), pot, terms);
            }
        }
        return new ShareRows(transaction).queue(run, playbooks);
    }

    /** Where there is nothing to divide, everybody keeps his part in the next pool. */
    private void fees(
            Transaction transaction, long run, Instant asOf, Pot pot, Incentive incentive, FeeTerms.SharePool terms) {
        PoolRows rows = new PoolRows(transaction);
        Money pool = open(rows, asOf, pot, incentive, terms)
                .min(left(transaction, pot, incentive.asset().zero(), asOf));
        if (pool.signum() <= 0) {
            log.warn("Pool of {} pays nothing: there are no fees, or its budget has nothing left", pot.playbook());
            return;
        }
        Map<String, Money> shares = new FeeShares(terms, incentive.faceValue(), pot.playbook() + "|" + asOf)
                .divide(pool, rows.members(run, pot, incentive.asset()));
        log.info("Run {} divides {} of {} among {}", run, pool, pot.playbook(), shares.size());
        List<Divided> divided = new ArrayList<>();
        shares.forEach((key, share) -> divided.add(new Divided(key, null, share)));
        rows.divide(run, asOf, pot, divided);
    }

    private Money open(PoolRows rows, Instant asOf, Pot pot, Incentive incentive, FeeTerms.SharePool terms) {
        Days days = policy.model().days();
        long today = days.of(asOf);
        Instant from = Days.instant(days.startMicros(today - MemberFacts.DAYS));
        Instant to = Days.instant(days.startMicros(today));
        Instant overlapping = Days.instant(days.startMicros(today - MemberFacts.DAYS + 1));
        return terms.pool(rows.fees(incentive.asset(), from, to))
                .minus(rows.divided(pot, incentive.asset(), overlapping));
    }

    private void contest(Transaction transaction, long run, Instant asOf, Pot pot, ContestTerms terms) {
        PoolRows rows = new PoolRows(transaction);
        if (rows.isDivided(pot)) {
            log.warn(
                    "Contest {} of {} is divided: {} who qualified later get nothing",
                    pot.contest(),
                    pot.playbook(),
                    pot.members());
            rows.divide(run, asOf, pot, List.of());
            return;
        }
        Instant ended = pot.endedAt();
        if (pot.contest().isEmpty() || ended == null || asOf.isBefore(ended.plus(terms.review()))) {
            return;
        }
        List<Entrant> entrants = rows.entrants(run, pot);
        List<Placed> placed = new ContestPlaces(terms, pot.playbook() + "|" + pot.contest()).of(entrants);
        Money all =
                placed.stream().map(Placed::prize).reduce(terms.pool().asset().zero(), Money::plus);
        Money left = left(transaction, pot, all.asset().zero(), asOf);
        if (all.exceeds(left)) {
            log.warn(
                    "Contest {} of {} waits: its prizes are {}, and its budget has {} left",
                    pot.contest(),
                    pot.playbook(),
                    all,
                    left);
            return;
        }
        log.info("Run {} divides {} of contest {} among {}", run, all, pot.contest(), placed.size());
        rows.divide(
                run,
                asOf,
                pot,
                placed.stream()
                        .map(one -> new Divided(one.key().text(), one.place(), one.prize()))
                        .toList());
    }

    /** What the budget of the playbook has left; nothing where none is open in the asset. */
    private static Money left(Transaction transaction, Pot pot, Money nothing, Instant asOf) {
        return new PostgresLedger(transaction)
                .budget(new BudgetId(BudgetId.Kind.CAMPAIGN, pot.playbook()))
                .filter(found -> !found.closed() && found.asset().equals(nothing.asset()))
                .map(budget -> budget.left(asOf).max(nothing))
                .orElse(nothing);
    }
}
