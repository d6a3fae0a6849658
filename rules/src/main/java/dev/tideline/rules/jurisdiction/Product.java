package dev.tideline.rules.jurisdiction;

import dev.tideline.rules.incentives.Incentive;

/** What an incentive draws the user to, or a message is about: laws name products, terms name types. */
public enum Product {
    FEES,
    DERIVATIVES,
    COPY_TRADING,
    DEPOSITS,
    EARN,
    CONTESTS,
    REFERRALS,
    STATUS,
    REWARDS;

    /** The product that incentives of this type are about. */
    public static Product of(Incentive.Type type) {
        return switch (type) {
            case FEE_CASHBACK, FEE_TIER_MATCH -> FEES;
            case FUTURES_BONUS -> DERIVATIVES;
            case COPY_TRADING_BONUS -> COPY_TRADING;
            case DEPOSIT_BONUS, FIAT_BONUS -> DEPOSITS;
            case APR_BOOSTER -> EARN;
            case STREAK, TASK_CENTER, FEE_SHARE_POOL, CONTEST_PRIZE, LUCKY_DRAW -> CONTESTS;
            case REFERRAL, AFFILIATE -> REFERRALS;
            case VIP_TRIAL -> STATUS;
            case CRYPTO_REWARD, LOSS_COVER, PHYSICAL -> REWARDS;
        };
    }
}
