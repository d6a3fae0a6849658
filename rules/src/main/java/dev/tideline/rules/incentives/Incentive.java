package dev.tideline.rules.incentives;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Something of value that a rule may offer.
 *
 * @param key what rules call it, {@code fee-voucher-10}
 * @param type its type, by which jurisdictions forbid it
 * @param faceValue the most one person can get out of it
 * @param expectedCost what it costs on average; a rebate costs its expected use, not its cap
 * @param asset the asset of both amounts
 * @param nameEn English name
 * @param nameZh Chinese name
 */
public record Incentive(
        String key,
        Type type,
        BigDecimal faceValue,
        BigDecimal expectedCost,
        String asset,
        String nameEn,
        String nameZh) {

    /** Types of incentives as exchanges name them in their terms. */
    public enum Type {
        FEE_CASHBACK,
        FEE_TIER_MATCH,
        FUTURES_BONUS,
        DEPOSIT_BONUS,
        CRYPTO_REWARD,
        APR_BOOSTER,
        LOSS_COVER,
        COPY_TRADING_BONUS,
        FIAT_BONUS,
        PHYSICAL,
        STREAK,
        TASK_CENTER,
        FEE_SHARE_POOL,
        LUCKY_DRAW,
        VIP_TRIAL,
        REFERRAL,
        AFFILIATE
    }

    public Incentive {
        Objects.requireNonNull(key, "key");
        if (faceValue.signum() < 0 || expectedCost.signum() < 0 || expectedCost.compareTo(faceValue) > 0) {
            throw new IllegalArgumentException("Incentive '" + key + "' has face value " + faceValue
                    + " and expected cost " + expectedCost + ". Try 0 <= expected cost <= face value.");
        }
    }
}
