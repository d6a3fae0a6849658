package dev.tideline.engine.campaign;

import dev.tideline.engine.campaign.WalletCampaign.State;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Grants the results of campaigns, a stretch of wallets a transaction with its checkpoint, so that a crash loses and
 * doubles nothing. Any number of nodes may work at once. Blocks.
 */
public final class WalletGrants {

    private static final int STRETCH = 500;
    private static final Duration TO_POST = Duration.ofDays(1);

    private final Database database;
    private final BudgetPlan plan;

    private record Share(long position, GrantKey key, Money amount) {}

    /**
     * Over this database.
     *
     * @param plan names the periods that a campaign is charged to besides its own budget
     */
    public WalletGrants(Database database, BudgetPlan plan) {
        this.database = database;
        this.plan = plan;
    }

    /** Grants one stretch of some campaign; returns of how many wallets, 0 if there is nothing to do. */
    public int step() {
        return database.inTransaction(transaction -> {
            Optional<String> key = transaction.sql("""
                            SELECT campaign FROM wallet_campaign WHERE state = 'GRANTING'
                            ORDER BY campaign LIMIT 1 FOR UPDATE SKIP LOCKED
                            """).first(row -> row.text("campaign"));
            return key.isEmpty() ? 0 : step(transaction, key.get());
        });
    }

    private int step(Transaction transaction, String key) {
        CampaignRows rows = new CampaignRows(transaction);
        WalletCampaign campaign = rows.find(key).orElseThrow();
        List<Share> shares = next(transaction, campaign);
        if (shares.isEmpty()) {
            rows.become(key, State.GRANTED, "");
            return 1;
        }
        List<Charge> charges = charges(campaign);
        Optional<String> refusal = refusal(transaction, charges, campaign.terms());
        if (refusal.isPresent()) {
            rows.become(key, State.STOPPED, refusal.get());
            return 0;
        }
        Instant now = transaction.now();
        PostgresLedger ledger = new PostgresLedger(transaction);
        List<ClaimResult> results = ledger.claim(
                shares.stream()
                        .map(share -> claim(campaign.terms(), share, charges, now))
                        .toList(),
                now);
        List<GrantId> claimed = new ArrayList<>();
        for (ClaimResult result : results) {
            if (result instanceof ClaimResult.Refused refused) {
                rows.become(key, State.STOPPED, refused.message());
            } else if (result instanceof ClaimResult.Claimed grant) {
                claimed.add(grant.id());
            }
        }
        ledger.move(claimed, Step.POST, now);
        checkpoint(transaction, key, done(shares, results));
        return shares.size();
    }

    /** Up to the first that was refused; a key that was granted before is done. */
    private static long done(List<Share> shares, List<ClaimResult> results) {
        long position = shares.get(0).position() - 1;
        for (int i = 0; i < shares.size() && !(results.get(i) instanceof ClaimResult.Refused); i++) {
            position = shares.get(i).position();
        }
        return position;
    }

    /** Why nothing of these terms can be charged to a campaign's own budget; empty if it can. */
    static Optional<String> refusal(Transaction transaction, BudgetId own, WalletTerms terms) {
        return new PostgresLedger(transaction)
                .budget(own)
                .map(Budget::asset)
                .filter(asset -> !asset.equals(terms.pool().asset()))
                .map(asset -> "Budget " + own + " counts in " + asset + ". Try another campaign key.");
    }

    /** The same of all that it is charged to; a period may count in what tokens are worth. */
    private static Optional<String> refusal(Transaction transaction, List<Charge> charges, WalletTerms terms) {
        Set<Asset> counted = Set.of(terms.pool().asset(), terms.reference());
        PostgresLedger ledger = new PostgresLedger(transaction);
        Optional<String> period = charges.stream()
                .map(charge -> ledger.budget(charge.budget())
                        .map(Budget::asset)
                        .orElse(charge.opening().asset()))
                .filter(asset -> !counted.contains(asset))
                .map(asset -> "A budget that everything is charged to counts in " + asset + ", and the campaign in "
                        + terms.pool().asset() + " and " + terms.reference() + ".")
                .findFirst();
        return period.isPresent() ? period : refusal(transaction, charges.get(0).budget(), terms);
    }

    private static List<Share> next(Transaction transaction, WalletCampaign campaign) {
        return transaction
                .sql("""
                        SELECT s.* FROM wallet_share s JOIN wallet_campaign c USING (campaign)
                        WHERE campaign = :key AND s.position > c.granted AND s.outcome = 'SHARE'
                        ORDER BY s.position LIMIT :most
                        """)
                .bind("key", campaign.key())
                .bind("most", (long) STRETCH)
                .list(row -> new Share(
                        row.number("position"),
                        new GrantKey(row.text("grant_key")),
                        campaign.terms()
                                .pool()
                                .asset()
                                .ofMinor(row.result().getBigDecimal("amount").toBigIntegerExact())));
    }

    private List<Charge> charges(WalletCampaign campaign) {
        List<Charge> charges = new ArrayList<>();
        charges.add(new Charge(
                BudgetId.campaign(campaign.key()), Limits.total(campaign.terms().pool())));
        plan.periods()
                .forEach((name, allotment) ->
                        charges.add(Charge.planned(new BudgetId(BudgetId.Kind.PERIOD, name), allotment)));
        return charges;
    }

    private static Claim claim(WalletTerms terms, Share share, List<Charge> charges, Instant now) {
        return new Claim(
                share.key(),
                "airdrop@1",
                terms.cost(share.amount()),
                charges,
                Breakers.off(terms.reference()),
                false,
                now.plus(TO_POST));
    }

    private static void checkpoint(Transaction transaction, String key, long position) {
        transaction
                .sql("UPDATE wallet_campaign SET granted = :position, changed_at = now() WHERE campaign = :key")
                .bind("position", position)
                .bind("key", key)
                .update();
    }
}
