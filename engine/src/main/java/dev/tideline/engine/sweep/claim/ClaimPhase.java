package dev.tideline.engine.sweep.claim;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.store.BudgetRooms;
import dev.tideline.engine.sweep.run.RunPhase;
import dev.tideline.engine.sweep.run.RunTerms;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.Hold;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second pass. Now all who ask are known: where their sum does not fit, they take turns by score, then by lot, in one
 * lane; whoever asks only for what does fit goes in lanes beside it, in any order.
 */
public final class ClaimPhase implements RunPhase {

    /** Its name. */
    public static final String KEY = "claims";

    private static final int LANES = 16;
    private static final int LEAST = 500;

    private final EvaluationPolicy policy;

    /** With the breakers of this policy. */
    public ClaimPhase(EvaluationPolicy policy) {
        this.policy = policy;
    }

    @Override
    public String key() {
        return KEY;
    }

    /** Everything that is asked of one budget, or breaker. */
    public record Demand(String budget, BigInteger asked, long grants) {

        /** Which budget; empty for a breaker. */
        public Optional<BudgetId> id() {
            return isBreaker() ? Optional.empty() : Optional.of(BudgetId.of(budget));
        }

        /**
         * Whether it does not do for all who ask. A budget that nobody has opened yet is that of a dry run, which opens
         * none: who asks it takes turns.
         *
         * @param open the budgets that are open
         */
        public boolean isTight(Map<BudgetId, Budget> open, BudgetPlan plan, Instant at) {
            return isBreaker() ? holds(plan) : !fits(open.get(BudgetId.of(budget)), at);
        }

        private boolean fits(@Nullable Budget room, Instant at) {
            return room != null && room.admits(room.asset().ofMinor(asked), at);
        }

        private boolean holds(BudgetPlan plan) {
            Hold hold = plan.hold(budget.substring(Scarcity.breaker("").length()));
            return grants > hold.first() || asked.compareTo(hold.perRun().minor()) > 0;
        }

        private boolean isBreaker() {
            return budget.startsWith(Scarcity.breaker(""));
        }
    }

    /** What the run claims by. */
    private record Basis(Instant at, BudgetPlan plan) {}

    @Override
    public List<Stretch> begin(Transaction transaction, long run) {
        Basis basis = transaction
                .sql("SELECT as_of, terms FROM run WHERE run_no = :run")
                .bind("run", run)
                .one(row -> new Basis(
                        row.instant("as_of"), RunTerms.read(row.text("terms")).within(policy.budgets())));
        List<String> tight = tight(transaction, demands(transaction, run), basis);
        transaction
                .sql("DELETE FROM claim_turn WHERE run_no = :run")
                .bind("run", run)
                .update();
        long ordered = takeTurns(transaction, run, tight);
        return stretches(ordered, ordered + others(transaction, run, ordered));
    }

    private static List<Demand> demands(Transaction transaction, long run) {
        return transaction
                .sql("""
                        SELECT budget, sum(asked)::text AS asked, sum(grants)::bigint AS grants
                          FROM staged_claim WHERE run_no = :run GROUP BY budget ORDER BY budget
                        """)
                .bind("run", run)
                .list(row -> new Demand(row.text("budget"), new BigInteger(row.text("asked")), row.number("grants")));
    }

    private static List<String> tight(Transaction transaction, List<Demand> demands, Basis basis) {
        List<BudgetId> ids =
                demands.stream().flatMap(demand -> demand.id().stream()).toList();
        Map<BudgetId, Budget> open = new BudgetRooms(transaction).of(ids);
        return demands.stream()
                .filter(demand -> demand.isTight(open, basis.plan(), basis.at()))
                .map(Demand::budget)
                .toList();
    }

    private static long takeTurns(Transaction transaction, long run, List<String> budgets) {
        return transaction.sql("""
                        INSERT INTO claim_turn (run_no, position, person_no, score, draw)
                        SELECT :run, row_number() OVER (ORDER BY score DESC, draw, person_no), person_no, score, draw
                          FROM (SELECT DISTINCT ON (person_no) person_no, score, draw FROM staged_claim
                                 WHERE run_no = :run AND budget = ANY(:budgets::text[])
                                 ORDER BY person_no, score DESC, draw) AS asking
                        """).bind("run", run).bind("budgets", budgets).update();
    }

    private static long others(Transaction transaction, long run, long ordered) {
        return transaction.sql("""
                        INSERT INTO claim_turn (run_no, position, person_no, score, draw)
                        SELECT :run, :ordered + row_number() OVER (ORDER BY person_no), person_no, NULL, ''
                          FROM (SELECT person_no FROM staged_claim WHERE run_no = :run
                                EXCEPT SELECT person_no FROM claim_turn WHERE run_no = :run) AS others
                        """).bind("run", run).bind("ordered", ordered).update();
    }

    private static List<Stretch> stretches(long ordered, long all) {
        List<Stretch> stretches = new ArrayList<>();
        if (ordered > 0) {
            stretches.add(new Stretch(1, ordered));
        }
        long size = Math.max(LEAST, (all - ordered + LANES - 1) / LANES);
        for (long first = ordered + 1; first <= all; first += size) {
            stretches.add(new Stretch(first, Math.min(all, first + size - 1)));
        }
        return stretches;
    }

    @Override
    public void end(Transaction transaction, long run) {
        for (String table : List.of("claim_turn", "staged_claim", "dry_spending")) {
            transaction
                    .sql("DELETE FROM " + table + " WHERE run_no = :run")
                    .bind("run", run)
                    .update();
        }
    }
}
