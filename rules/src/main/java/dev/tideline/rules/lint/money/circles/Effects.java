package dev.tideline.rules.lint.money.circles;

import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.terms.DepositTerms;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.incentives.terms.IncentiveTerms;
import dev.tideline.rules.incentives.terms.RewardTerms;
import dev.tideline.rules.incentives.terms.StatusTerms;
import dev.tideline.rules.incentives.terms.TradingTerms;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What earning and being paid an incentive does to the user's fields, as far as its terms tell. */
final class Effects {

    private static final List<String> BALANCES = List.of(
            "total_asset", "peak_asset", "idle_stablecoin", "asset_avg_7d", "asset_avg_30d", "idle_stablecoin_avg_7d");
    private static final List<String> DEPOSITED =
            List.of("deposit_total", "deposit_7d", "net_deposit_7d", "net_deposit_30d");
    private static final List<String> TRADES = List.of(
            "trade_count_total", "trade_count_7d", "trade_count_30d", "trade_count_90d", "spot_trade_count_30d");
    private static final List<String> VOLUMES =
            List.of("volume_30d", "volume_total", "spot_volume_30d", "volume_avg_7d");
    private static final List<String> SINCE_TRADE = List.of("days_since_first_trade", "days_since_last_trade");
    private static final List<String> SINCE_DEPOSIT =
            List.of("days_since_first_deposit", "days_since_last_deposit", "hours_since_first_deposit");

    private final Assumptions assumptions;
    private final List<Reach> found = new ArrayList<>();

    private Effects(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    /**
     * What an incentive does.
     *
     * @param worth its face value in the asset that amounts of users are counted in
     */
    static List<Reach> of(Incentive incentive, Money worth, Assumptions assumptions) {
        Effects effects = new Effects(assumptions);
        effects.read(incentive.terms(), incentive.faceValue(), worth);
        return effects.found;
    }

    private void read(IncentiveTerms terms, Money face, Money worth) {
        boolean sameAsset = face.asset().equals(worth.asset());
        if (terms instanceof DepositTerms.Tiers tiers && sameAsset) {
            deposit(
                    tiers.tiers().get(0).netDeposit(),
                    tiers.tiers().get(tiers.tiers().size() - 1).netDeposit());
            Money volume = tiers.tiers().get(tiers.tiers().size() - 1).volume();
            trade(volume.isZero() ? 0 : 1, volume.isZero() ? 0 : 1, volume);
        } else if (terms instanceof DepositTerms.Match match && sameAsset) {
            deposit(face.asset().ofMinor(1), divided(match.most(), match.ratio()));
        } else if (terms instanceof RewardTerms.Task task) {
            trade(task.trades(), task.trades(), worth.asset().zero());
        } else if (terms instanceof RewardTerms.Ladder ladder) {
            int days = ladder.rungs().get(ladder.rungs().size() - 1).days();
            trade(
                    days,
                    days,
                    sameAsset ? ladder.dailyVolume().times(days) : worth.asset().zero());
        } else if (terms instanceof FeeTerms.Cashback cashback) {
            trade(1, 1, usedUp(cashback, worth));
        } else if (terms instanceof TradingTerms) {
            trade(1, 1, worth.asset().zero());
        } else if (terms instanceof StatusTerms.Referral) {
            raise("referral_count", 1, Wording.of("the referral that it asks for"));
        }
        if (paysOut(terms)) {
            Wording how = Wording.of("its payment");
            BALANCES.forEach(column -> add(column, Numbers.between(1, kept(worth)), false, how));
        }
    }

    /** Whether its value ends up on the account; credit for margin, levels and parcels do not. */
    private static boolean paysOut(IncentiveTerms terms) {
        return !(terms instanceof TradingTerms.Bonus
                || terms instanceof FeeTerms.TierMatch
                || terms instanceof StatusTerms.VipTrial
                || terms instanceof RewardTerms.Delivered);
    }

    private void deposit(Money least, Money most) {
        Numbers amount = Numbers.between(Math.max(1, kept(least)), Math.max(1, kept(most)));
        Wording how = Wording.of("the deposit that it asks for");
        DEPOSITED.forEach(column -> add(column, amount, false, how));
        BALANCES.forEach(column -> add(column, amount, false, how));
        raise("deposit_count_total", 1, how);
        SINCE_DEPOSIT.forEach(column -> add(column, Numbers.only(0), true, how));
    }

    private void trade(int trades, int days, Money volume) {
        if (trades == 0) {
            return;
        }
        Wording how = Wording.of("the trading that it asks for");
        TRADES.forEach(column -> raise(column, trades, how));
        raise("active_trade_days_7d", Math.min(days, 7), how);
        raise("active_trade_days_30d", Math.min(days, 30), how);
        SINCE_TRADE.forEach(column -> add(column, Numbers.only(0), true, how));
        if (!volume.isZero()) {
            VOLUMES.forEach(column -> add(column, Numbers.between(1, kept(volume)), false, how));
        }
    }

    private void raise(String column, int most, Wording how) {
        add(column, Numbers.between(1, most), false, how);
    }

    private void add(String column, Numbers values, boolean restarts, Wording how) {
        found.add(new Reach(column, values, restarts, how));
    }

    /** The volume whose fees use a cashback up. */
    private Money usedUp(FeeTerms.Cashback cashback, Money worth) {
        BigDecimal share = cashback.ratio().multiply(assumptions.fee().share());
        return share.signum() == 0 ? worth.asset().zero() : divided(worth, share);
    }

    private static Money divided(Money money, BigDecimal share) {
        return money.asset().of(money.amount().divide(share, money.asset().decimals(), RoundingMode.UP));
    }

    /** In millionths, as amounts of users are kept. */
    private static long kept(Money money) {
        return money.amount()
                .movePointRight(6)
                .setScale(0, RoundingMode.UP)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }
}
