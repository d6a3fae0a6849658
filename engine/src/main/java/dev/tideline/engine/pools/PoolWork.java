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
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.pools.ShareRows.Kept;
import dev.tideline.engine.pools.ShareRows.Part;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Vesting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grants the shares of a pool under the keys of those who qualified, posts them, and ends the offers that promised them. What a
 * budget refuses stays owed, for a later run. For one thread.
 */
final class PoolWork implements ChunkWork {

    private static final Logger log = LoggerFactory.getLogger(PoolWork.class);

    private final EvaluationPolicy policy;
    private final Charging charging;
    private final Offers offers;

    PoolWork(EvaluationPolicy policy, Offers offers) {
        this.policy = policy;
        this.offers = offers;
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
        ShareRows rows = new ShareRows(transaction);
        Ledger ledger = new PostgresLedger(transaction);
        Instant now = transaction.now();
        List<Kept> shares = rows.between(chunk.run().id().number(), chunk.after(), chunk.last());
        Map<GrantKey, Part> parts = rows.parts(shares.stream().map(Kept::key).toList());
        ledger.move(parts.values().stream().filter(Part::reserved).map(Part::id).toList(), Step.VOID, now);
        List<GrantKey> none = shares.stream()
                .filter(share -> share.amount().signum() == 0)
                .map(Kept::key)
                .toList();
        List<GrantKey> paid = paid(ledger, shares, parts, now);
        rows.done(none);
        rows.done(paid);
        offers.shared(transaction, paid, none, now);
        return ChunkResult.NOTHING;
    }

    /** What was reserved when they qualified has given way to their shares, which are charged to the same budgets. */
    private List<GrantKey> paid(Ledger ledger, List<Kept> shares, Map<GrantKey, Part> parts, Instant now) {
        List<Claim> claims = shares.stream()
                .filter(share -> share.amount().signum() > 0)
                .flatMap(share -> claim(share, parts, now).stream())
                .toList();
        List<GrantId> posted = new ArrayList<>();
        List<GrantKey> paid = new ArrayList<>();
        List<ClaimResult> results = claims.isEmpty() ? List.of() : ledger.claim(claims, now);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof ClaimResult.Claimed grant) {
                posted.add(grant.id());
                paid.add(claims.get(i).key());
            } else {
                log.warn(
                        "A share of {} is owed and not paid: {}",
                        claims.get(i).cost().token(),
                        results.get(i));
            }
        }
        ledger.move(posted, Step.POST, now);
        return paid;
    }

    private Optional<Claim> claim(Kept share, Map<GrantKey, Part> parts, Instant now) {
        Part part = parts.get(share.key());
        List<BudgetId> charged = part == null ? List.of(BudgetId.campaign(share.playbook())) : part.budgets();
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
