package dev.tideline.engine.pools;

import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.pools.PoolRows.Kept;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Vesting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grants the shares of a pool under the keys of those who qualified, and posts them. For one thread. */
final class PoolWork implements ChunkWork {

    private final EvaluationPolicy policy;
    private final Charging charging;

    PoolWork(EvaluationPolicy policy) {
        this.policy = policy;
        this.charging =
                new Charging(policy.budgets(), policy.model().vocabulary().user(), Map.of(), "");
    }

    @Override
    public boolean accepts(RunSpec run) {
        return true;
    }

    @Override
    public String personsSql(Chunk chunk) {
        return "";
    }

    @Override
    public long person(Transaction transaction, Chunk chunk) {
        return 0;
    }

    @Override
    public ChunkResult work(Transaction transaction, Chunk chunk) {
        Ledger ledger = new PostgresLedger(transaction);
        Instant now = transaction.now();
        List<Kept> shares = new PoolRows(transaction).between(chunk.run().id().number(), chunk.after(), chunk.last());
        Map<GrantKey, List<BudgetId>> charged = clear(ledger, shares, now);
        List<Claim> claims = shares.stream()
                .filter(share -> share.amount().signum() > 0)
                .map(share -> claim(share, charged.getOrDefault(share.key(), List.of(campaign(share))), now))
                .flatMap(Optional::stream)
                .toList();
        List<GrantId> claimed = new ArrayList<>();
        for (ClaimResult result : claims.isEmpty() ? List.<ClaimResult>of() : ledger.claim(claims, now)) {
            if (result instanceof ClaimResult.Claimed grant) {
                claimed.add(grant.id());
            }
        }
        ledger.move(claimed, Step.POST, now);
        return ChunkResult.NOTHING;
    }

    /** What was reserved when they qualified gives way to their shares, which are charged to the same budgets. */
    private static Map<GrantKey, List<BudgetId>> clear(Ledger ledger, List<Kept> shares, Instant now) {
        Map<GrantKey, List<BudgetId>> charged = new HashMap<>();
        List<GrantId> reserved = new ArrayList<>();
        for (Kept share : shares) {
            ledger.live(share.key()).ifPresent(grant -> {
                charged.put(grant.key(), grant.budgets());
                reserved.add(grant.id());
            });
        }
        ledger.move(reserved, Step.VOID, now);
        return charged;
    }

    private static BudgetId campaign(Kept share) {
        return new BudgetId(BudgetId.Kind.CAMPAIGN, share.playbook());
    }

    private Optional<Claim> claim(Kept share, List<BudgetId> charged, Instant now) {
        return policy.incentives()
                .named(share.incentive())
                .flatMap(incentive -> charging.cost(incentive.asset().of(share.amount()))
                        .map(cost -> claim(share.key(), incentive, cost, charged, now)));
    }

    /** The budgets are open: qualifying has opened them. */
    private static Claim claim(GrantKey key, Incentive incentive, Cost cost, List<BudgetId> charged, Instant now) {
        return new Claim(
                key,
                incentive.reference(),
                cost,
                charged.stream()
                        .map(budget -> new Charge(budget, Limits.total(cost.token())))
                        .toList(),
                Breakers.off(cost.reference().asset()),
                !(incentive.vesting() instanceof Vesting.AtOnce),
                now.plus(incentive.timing().claimWithin()));
    }

    @Override
    public void close() {}
}
