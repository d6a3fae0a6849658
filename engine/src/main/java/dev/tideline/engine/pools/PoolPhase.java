package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.pools.PoolRows.Qualified;
import dev.tideline.engine.sweep.run.RunPhase;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides pools once all who qualify are known. The pool is a share of the fees of the 7 days before the run's, and never
 * more than the budget of its playbook has left: it is paid out to the last unit.
 */
final class PoolPhase implements RunPhase {

    /** Its name. */
    static final String KEY = "pools";

    private static final Logger log = LoggerFactory.getLogger(PoolPhase.class);
    private static final int LANE = 2_000;

    private final EvaluationPolicy policy;
    private final UserStore users;
    private final Supplier<Set<String>> playbooks;

    /** A run as far as a pool asks. */
    private record RunNow(Instant asOf, boolean dry, Set<String> playbooks) {}

    /** With the playbooks that offer a part in a pool. */
    PoolPhase(EvaluationPolicy policy, UserStore users, Supplier<Set<String>> playbooks) {
        this.policy = policy;
        this.users = users;
        this.playbooks = playbooks;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public List<Stretch> begin(Transaction transaction, long run) {
        Set<String> offering = playbooks.get();
        RunNow now = transaction
                .sql("SELECT as_of, dry_run, playbooks FROM run WHERE run_no = :run")
                .bind("run", run)
                .one(row -> new RunNow(row.instant("as_of"), row.flag("dry_run"), Set.copyOf(row.texts("playbooks"))));
        Set<String> swept = offering.stream()
                .filter(key -> now.playbooks().isEmpty() || now.playbooks().contains(key))
                .collect(Collectors.toSet());
        if (swept.isEmpty() || now.dry()) {
            return List.of();
        }
        PoolRows rows = new PoolRows(transaction);
        long before = rows.drop(run);
        long last = before;
        for (Incentive incentive : policy.incentives().byKey().values()) {
            if (incentive.terms() instanceof FeeTerms.SharePool terms) {
                last = divide(transaction, run, now.asOf(), swept, incentive, terms, last);
            }
        }
        return stretches(before, last);
    }

    private long divide(
            Transaction transaction,
            long run,
            Instant asOf,
            Set<String> swept,
            Incentive incentive,
            FeeTerms.SharePool terms,
            long last) {
        PoolRows rows = new PoolRows(transaction);
        Map<String, List<Qualified>> byPlaybook = rows.qualified(run, asOf, swept, incentive.key()).stream()
                .collect(Collectors.groupingBy(Qualified::playbook, TreeMap::new, Collectors.toList()));
        long position = last;
        for (Map.Entry<String, List<Qualified>> one : byPlaybook.entrySet()) {
            Money pool = pool(transaction, run, asOf, one.getKey(), incentive, terms);
            List<Member> members = new PoolMembers(users, policy.model())
                    .of(transaction, one.getValue(), terms, incentive.asset(), asOf);
            Map<String, Money> shares =
                    new FeeShares(terms, incentive.faceValue(), one.getKey() + "|" + asOf).divide(pool, members);
            log.info("Run {} divides {} of {} among {}", run, pool, one.getKey(), shares.size());
            position = rows.keep(run, position, one.getKey(), incentive.key(), shares);
        }
        return position;
    }

    /** A share of the week's fees, and never more than the budget has left; nothing without one. */
    private Money pool(
            Transaction transaction,
            long run,
            Instant asOf,
            String playbook,
            Incentive incentive,
            FeeTerms.SharePool terms) {
        Money nothing = incentive.asset().zero();
        Optional<Budget> budget = new PostgresLedger(transaction)
                .budget(new BudgetId(BudgetId.Kind.CAMPAIGN, playbook))
                .filter(found -> !found.closed() && found.asset().equals(incentive.asset()));
        if (budget.isEmpty()) {
            log.warn("Pool of {} pays nothing: no budget CAMPAIGN:{} in {}", playbook, playbook, incentive.asset());
            return nothing;
        }
        Days days = policy.model().days();
        long today = days.of(asOf);
        Instant from = Days.instant(days.startMicros(today - PoolMembers.DAYS));
        Instant to = Days.instant(days.startMicros(today));
        PoolRows rows = new PoolRows(transaction);
        Money fees = rows.fees(incentive.asset(), from, to);
        Money open = terms.pool(fees).minus(rows.posted(run, incentive.asset(), playbook, incentive.key()));
        return open.min(budget.get().left(asOf)).max(nothing);
    }

    private static List<Stretch> stretches(long before, long last) {
        List<Stretch> stretches = new ArrayList<>();
        for (long first = before + 1; first <= last; first += LANE) {
            stretches.add(new Stretch(first, Math.min(last, first + LANE - 1)));
        }
        return stretches;
    }
}
