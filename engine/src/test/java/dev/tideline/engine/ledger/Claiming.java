package dev.tideline.engine.ledger;

import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds claims: {@code asking("a", "10").charging(CAMPAIGN, "100").build()}; they lapse 7 days after {@link #NOON}. */
public final class Claiming {

    public static final Asset USDT = new Asset("USDT", 6);
    public static final Asset TOKEN = new Asset("TIDE", 18);
    public static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    public static final BudgetId CAMPAIGN = new BudgetId(BudgetId.Kind.CAMPAIGN, "winback");

    private final String key;
    private final List<Charge> charges = new ArrayList<>();
    private Cost cost;
    private Breakers breakers = Breakers.off(USDT);
    private boolean locked;
    private Instant expiresAt = NOON.plus(Duration.ofDays(7));

    private Claiming(String key, Cost cost) {
        this.key = key;
        this.cost = cost;
    }

    public static Claiming asking(String key, String amount) {
        return new Claiming(key, Cost.of(usdt(amount)));
    }

    public static Money usdt(String amount) {
        return USDT.of(amount);
    }

    public Claiming charging(BudgetId budget, String total) {
        return charging(budget, usdt(total));
    }

    public Claiming charging(BudgetId budget, Money total) {
        charges.add(new Charge(budget, Limits.total(total)));
        return this;
    }

    public Claiming costing(Cost other) {
        cost = other;
        return this;
    }

    public Claiming held(Breakers by) {
        breakers = by;
        return this;
    }

    public Claiming vesting() {
        locked = true;
        return this;
    }

    public Claiming lapsing(Instant at) {
        expiresAt = at;
        return this;
    }

    public Claim build() {
        return new Claim(new GrantKey(key), "fee-voucher-10@1", cost, charges, breakers, locked, expiresAt);
    }
}
