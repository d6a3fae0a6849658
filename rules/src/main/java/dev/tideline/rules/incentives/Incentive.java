package dev.tideline.rules.incentives;

import dev.tideline.rules.incentives.terms.ContestTerms;
import dev.tideline.rules.incentives.terms.DepositTerms;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.incentives.terms.IncentiveTerms;
import dev.tideline.rules.incentives.terms.RewardTerms;
import dev.tideline.rules.incentives.terms.StatusTerms;
import dev.tideline.rules.incentives.terms.TradingTerms;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One version of something of value that a rule may offer. Immutable; a change is a new version.
 *
 * @param key what rules call it, {@code fee-voucher-10}
 * @param version number of this version, from 1
 * @param type its type, by which jurisdictions forbid it
 * @param terms parameters of its type
 * @param faceValue the most one person can get out of it
 * @param expectedCost what it costs on average; a rebate costs its expected use, not its cap
 * @param eligibility who may get it
 * @param timing how long each step may take
 * @param vesting when it becomes the user's own
 * @param combinable whether it may be open beside others of the same product that may be so too
 * @param texts what users read, by BCP 47 language; always {@code en} and {@code zh}
 */
public record Incentive(
        String key,
        int version,
        Type type,
        IncentiveTerms terms,
        Money faceValue,
        Money expectedCost,
        Eligibility eligibility,
        Timing timing,
        Vesting vesting,
        boolean combinable,
        Map<String, Text> texts) {

    /** Types of incentives as exchanges name them in their terms, each with the kind of parameters it takes. */
    public enum Type {
        FEE_CASHBACK(FeeTerms.Cashback.class),
        FEE_TIER_MATCH(FeeTerms.TierMatch.class),
        FUTURES_BONUS(TradingTerms.Bonus.class),
        DEPOSIT_BONUS(DepositTerms.class),
        CRYPTO_REWARD(RewardTerms.Box.class),
        APR_BOOSTER(StatusTerms.AprBoost.class),
        LOSS_COVER(TradingTerms.LossCover.class),
        COPY_TRADING_BONUS(TradingTerms.LossCover.class),
        FIAT_BONUS(RewardTerms.Delivered.class),
        PHYSICAL(RewardTerms.Delivered.class),
        STREAK(RewardTerms.Ladder.class),
        TASK_CENTER(RewardTerms.Task.class),
        FEE_SHARE_POOL(FeeTerms.SharePool.class),
        CONTEST_PRIZE(ContestTerms.class),
        LUCKY_DRAW(RewardTerms.Draw.class),
        VIP_TRIAL(StatusTerms.VipTrial.class),
        REFERRAL(StatusTerms.Referral.class),
        AFFILIATE(StatusTerms.Commission.class);

        private final Class<? extends IncentiveTerms> terms;

        Type(Class<? extends IncentiveTerms> terms) {
            this.terms = terms;
        }

        /**
         * Whether it is given in kind: a level, a rate, a credit, a ticket or a thing. Its amount is what budgets are charged
         * with and is never paid out.
         */
        public boolean isInKind() {
            return switch (this) {
                case FEE_TIER_MATCH, FUTURES_BONUS, APR_BOOSTER, PHYSICAL, LUCKY_DRAW, VIP_TRIAL -> true;
                case FEE_CASHBACK,
                        DEPOSIT_BONUS,
                        CRYPTO_REWARD,
                        LOSS_COVER,
                        COPY_TRADING_BONUS,
                        FIAT_BONUS,
                        STREAK,
                        TASK_CENTER,
                        FEE_SHARE_POOL,
                        CONTEST_PRIZE,
                        REFERRAL,
                        AFFILIATE -> false;
            };
        }
    }

    public Incentive {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(eligibility, "eligibility");
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(vesting, "vesting");
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        if (!type.terms.isInstance(terms)) {
            throw new IllegalArgumentException("Incentive '" + key + "' of type " + type + " cannot have " + terms);
        }
        if (faceValue.isNegative() || expectedCost.isNegative() || expectedCost.exceeds(faceValue)) {
            throw new IllegalArgumentException("Incentive '" + key + "' has face value " + faceValue
                    + " and expected cost " + expectedCost + ". Try 0 <= expected cost <= face value.");
        }
        if (terms instanceof ContestTerms contest && timing.claimWithin().compareTo(contest.review()) <= 0) {
            throw new IllegalArgumentException("Incentive '" + key + "' lapses " + timing.claimWithin()
                    + " after somebody qualifies, and is reviewed for " + contest.review()
                    + ". Try a longer claimWithin.");
        }
        if (!texts.containsKey("en") || !texts.containsKey("zh")) {
            throw new IllegalArgumentException("Incentive '" + key + "' has no text in English or Chinese");
        }
    }

    /** The version as grants record it, {@code fee-voucher-10@2}. */
    public String reference() {
        return key + "@" + version;
    }

    /** The asset of both amounts. */
    public Asset asset() {
        return faceValue.asset();
    }

    /** What budgets are charged when it is decided: all that was promised, but nothing of a pool that is divided later. */
    public Money reserved() {
        return terms.isPool() ? asset().zero() : faceValue;
    }

    /** The text in a language, or else in English. */
    public Text text(String language) {
        return LanguageLookup.of(language, texts).orElseGet(() -> Objects.requireNonNull(texts.get("en"), "en"));
    }
}
