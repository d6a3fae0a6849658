package dev.tideline.rules.incentives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.rules.incentives.Vesting.Course;
import dev.tideline.rules.incentives.Vesting.Progress;
import dev.tideline.rules.incentives.terms.DepositTerms;
import dev.tideline.rules.incentives.terms.DepositTerms.Tier;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.incentives.terms.RewardTerms;
import dev.tideline.rules.incentives.terms.RewardTerms.Rung;
import dev.tideline.rules.incentives.terms.TradingTerms;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The figures that exchanges print in their own terms. */
class SourceArithmeticTest {

    private static final Asset USDT = new Asset("USDT", 6);
    private static final Asset AED = new Asset("AED", 2);

    /** ChainUp, coupons: ratio 60 %, at most 2 a trade. */
    @Test
    void theCouponReturnsSixtyPercentAndAtMostTwoPerTrade() {
        FeeTerms.Cashback coupon = new FeeTerms.Cashback(new BigDecimal("0.60"), usdt("2"), false);
        assertThat(coupon.rebate(usdt("1"))).isEqualTo(usdt("0.6"));
        assertThat(coupon.rebate(usdt("10"))).isEqualTo(usdt("2"));
        assertThat(coupon.rebate(List.of(usdt("1"), usdt("10")), usdt("10"))).isEqualTo(usdt("2.6"));
        assertThat(coupon.rebate(List.of(usdt("10"), usdt("10"), usdt("10")), usdt("5")))
                .isEqualTo(usdt("5"));
        assertThat(coupon.rebate(usdt("0.000001"))).isEqualTo(usdt("0"));
    }

    /** Bitda: net deposit and futures volume; Bybit: the highest tier only. */
    @Test
    void theDepositBonusPaysTheHighestTierOnly() {
        DepositTerms tiers = new DepositTerms.Tiers(List.of(
                tier("100", "5000", "20"),
                tier("200", "15000", "50"),
                tier("500", "30000", "100"),
                tier("1000", "80000", "150"),
                tier("2000", "200000", "200")));
        assertThat(tiers.reward(usdt("99.999999"), usdt("200000"))).isEqualTo(usdt("0"));
        assertThat(tiers.reward(usdt("100"), usdt("5000"))).isEqualTo(usdt("20"));
        assertThat(tiers.reward(usdt("500"), usdt("29999"))).isEqualTo(usdt("50"));
        assertThat(tiers.reward(usdt("5000"), usdt("1000000"))).isEqualTo(usdt("200"));
        assertThat(tiers.reward(usdt("-10"), usdt("1000000"))).isEqualTo(usdt("0"));
    }

    @Test
    void theDepositMatchIsCappedAndIgnoresWithdrawals() {
        DepositTerms match = new DepositTerms.Match(new BigDecimal("0.05"), usdt("10"));
        assertThat(match.reward(usdt("120"), usdt("0"))).isEqualTo(usdt("6"));
        assertThat(match.reward(usdt("1000"), usdt("0"))).isEqualTo(usdt("10"));
        assertThat(match.reward(usdt("-50"), usdt("0"))).isEqualTo(usdt("0"));
    }

    @Test
    void tiersThatFallAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new DepositTerms.Tiers(List.of(tier("200", "5000", "20"), tier("100", "15000", "50"))));
    }

    /** FMFW: 100 a day; 1 day 2, 3 days running 5, 7 days 10; a missed day ends it. */
    @Test
    void theStreakClimbsAndAMissedDayEndsIt() {
        RewardTerms.Ladder streak = streak("1");
        assertThat(streak.reward(volumes(100))).isEqualTo(usdt("2"));
        assertThat(streak.reward(volumes(100, 150))).isEqualTo(usdt("2"));
        assertThat(streak.reward(volumes(100, 150, 100))).isEqualTo(usdt("5"));
        assertThat(streak.reward(volumes(100, 100, 100, 100, 100, 100, 100))).isEqualTo(usdt("10"));
        assertThat(streak.reward(volumes(100, 100, 99, 100, 100, 100, 100))).isEqualTo(usdt("2"));
        assertThat(streak.reward(volumes(99, 100, 100, 100))).isEqualTo(usdt("0"));
        assertThat(streak.reward(List.of())).isEqualTo(usdt("0"));
    }

    @Test
    void theStreakNeverBringsMoreThanItsShareOfTheFees() {
        RewardTerms.Ladder streak = streak("0.30");
        List<Money> week = volumes(100, 100, 100, 100, 100, 100, 100);
        assertThat(streak.reward(week, usdt("20"))).isEqualTo(usdt("6"));
        assertThat(streak.reward(week, usdt("100"))).isEqualTo(usdt("10"));
    }

    /** OKX UAE: unlocked once 1,000 AED were kept on 30 days, not in a row, of 90; else clawed back. */
    @Test
    void theLockedRewardUnlocksAfterThirtyOfNinetyDays() {
        Vesting uae = new Vesting.Kept(AED.of("1000"), 30, 90);
        assertThat(uae.after(kept(29, 0))).isEqualTo(Progress.LOCKED);
        assertThat(uae.after(kept(30, 0))).isEqualTo(Progress.UNLOCKED);
        assertThat(uae.after(alternating(58))).isEqualTo(Progress.LOCKED);
        assertThat(uae.after(alternating(59))).isEqualTo(Progress.UNLOCKED);
        assertThat(uae.after(kept(29, 31))).isEqualTo(Progress.LOCKED);
        assertThat(uae.after(kept(29, 61))).isEqualTo(Progress.FORFEITED);
        assertThat(uae.after(kept(0, 60))).isEqualTo(Progress.LOCKED);
        assertThat(uae.after(kept(0, 61))).isEqualTo(Progress.FORFEITED);
        List<Money> late = new ArrayList<>(kept(0, 90));
        late.addAll(kept(30, 0));
        assertThat(uae.after(late)).isEqualTo(Progress.FORFEITED);
    }

    @Test
    void aPlainLockLastsItsDays() {
        Vesting lock = new Vesting.Locked(java.time.Duration.ofDays(14));
        assertThat(lock.after(kept(0, 13))).isEqualTo(Progress.LOCKED);
        assertThat(lock.after(kept(0, 14))).isEqualTo(Progress.UNLOCKED);
        assertThat(new Vesting.AtOnce().after(List.of())).isEqualTo(Progress.UNLOCKED);
    }

    /** OKX Happy Friday: a fifth of the fees, half by assets (mean of daily snapshots, each capped at 10,000). */
    @Test
    void theFeeSharePoolCountsCappedAssets() {
        FeeTerms.SharePool pool = new FeeTerms.SharePool(new BigDecimal("0.20"), new BigDecimal("0.50"), usdt("10000"));
        assertThat(pool.pool(usdt("1234.567891"))).isEqualTo(usdt("246.913578"));
        assertThat(pool.assetPart(usdt("0.000003"))).isEqualTo(usdt("0.000001"));
        assertThat(pool.countedAssets(List.of(usdt("20000"), usdt("5000")))).isEqualTo(usdt("7500"));
    }

    @Test
    void aLossIsCoveredUpToTheFaceValueAndAProfitIsNot() {
        TradingTerms.LossCover half = new TradingTerms.LossCover(new BigDecimal("0.5"));
        assertThat(half.cover(usdt("-10"), usdt("10"))).isEqualTo(usdt("5"));
        assertThat(half.cover(usdt("-100"), usdt("10"))).isEqualTo(usdt("10"));
        assertThat(half.cover(usdt("100"), usdt("10"))).isEqualTo(usdt("0"));
    }

    private static RewardTerms.Ladder streak(String mostOfFees) {
        return new RewardTerms.Ladder(
                List.of(new Rung(1, usdt("2")), new Rung(3, usdt("5")), new Rung(7, usdt("10"))),
                usdt("100"),
                new BigDecimal(mostOfFees));
    }

    private static Tier tier(String netDeposit, String volume, String reward) {
        return new Tier(usdt(netDeposit), usdt(volume), usdt(reward));
    }

    private static List<Money> volumes(int... days) {
        return Arrays.stream(days).mapToObj(day -> usdt(String.valueOf(day))).toList();
    }

    /** The deposit bonus: locked 30 days, a withdrawal meanwhile voids it. */
    @Test
    void aLockIsForfeitedByAWithdrawalOfItsTimeAlone() {
        Vesting lock = new Vesting.Locked(Duration.ofDays(30), true);
        Duration whole = Duration.ofDays(30);
        Duration nearly = whole.minusNanos(1);
        assertThat(lock.after(new Course(nearly, null, List.of()))).isEqualTo(Progress.LOCKED);
        assertThat(lock.after(new Course(whole, null, List.of()))).isEqualTo(Progress.UNLOCKED);
        assertThat(lock.after(new Course(whole, nearly, List.of()))).isEqualTo(Progress.FORFEITED);
        assertThat(lock.after(new Course(whole.plusDays(1), whole, List.of()))).isEqualTo(Progress.UNLOCKED);
        assertThat(new Vesting.Locked(whole).after(new Course(whole, nearly, List.of())))
                .isEqualTo(Progress.UNLOCKED);
    }

    private static List<Money> kept(int enough, int tooLittle) {
        List<Money> days = new ArrayList<>(Collections.nCopies(enough, AED.of("1000")));
        days.addAll(Collections.nCopies(tooLittle, AED.of("999.99")));
        return days;
    }

    private static List<Money> alternating(int days) {
        List<Money> balances = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            balances.add(AED.of(day % 2 == 0 ? "1000" : "0"));
        }
        return balances;
    }

    private static Money usdt(String amount) {
        return USDT.of(amount);
    }
}
