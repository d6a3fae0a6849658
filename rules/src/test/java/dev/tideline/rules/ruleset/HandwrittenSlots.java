package dev.tideline.rules.ruleset;

import dev.tideline.rules.facts.vocabulary.Vocabulary;

/** Slots of the fields that {@link HandwrittenPlaybooks} reads. */
final class HandwrittenSlots {

    static final int ACCOUNT_STATUS = user("account_status");
    static final int ACTIVE_TRADE_DAYS_30D = user("active_trade_days_30d");
    static final int ACTIVE_TRADE_DAYS_7D = user("active_trade_days_7d");
    static final int ACTIVE_TRADE_DAYS_PREV_30D = user("active_trade_days_prev_30d");
    static final int AML_HOLD = user("aml_hold");
    static final int APPROPRIATENESS_PASSED = user("appropriateness_passed");
    static final int ASSET_30D_AGO = user("asset_30d_ago");
    static final int ASSET_AVG_30D = user("asset_avg_30d");
    static final int ASSET_AVG_7D = user("asset_avg_7d");
    static final int CLIENT_CLASS = user("client_class");
    static final int DAYS_BALANCE_BELOW_1 = user("days_balance_below_1");
    static final int DAYS_SINCE_ANNIVERSARY = user("days_since_anniversary");
    static final int DAYS_SINCE_FIRST_DEPOSIT = user("days_since_first_deposit");
    static final int DAYS_SINCE_FIRST_TRADE = user("days_since_first_trade");
    static final int DAYS_SINCE_KYC = user("days_since_kyc");
    static final int DAYS_SINCE_KYC_ATTEMPT = user("days_since_kyc_attempt");
    static final int DAYS_SINCE_LAST_DEPOSIT = user("days_since_last_deposit");
    static final int DAYS_SINCE_LAST_LOGIN = user("days_since_last_login");
    static final int DAYS_SINCE_LAST_TRADE = user("days_since_last_trade");
    static final int DAYS_SINCE_REGISTRATION = user("days_since_registration");
    static final int DAYS_SINCE_TICKET_SOLVED = user("days_since_ticket_solved");
    static final int DEPOSIT_COUNT_TOTAL = user("deposit_count_total");
    static final int DEPOSIT_FAILED_24H = user("deposit_failed_24h");
    static final int DEPOSIT_TOTAL = user("deposit_total");
    static final int DISTINCT_PRODUCTS_30D = user("distinct_products_30d");
    static final int EARN_BALANCE = user("earn_balance");
    static final int FEE_PAID_TOTAL = user("fee_paid_total");
    static final int FIRST_FUTURES_TRADE_AT = user("first_futures_trade_at");
    static final int FUTURES_VOLUME_30D = user("futures_volume_30d");
    static final int HOLDS_BTC = user("holds_btc");
    static final int HOURS_SINCE_FIRST_DEPOSIT = user("hours_since_first_deposit");
    static final int HOURS_SINCE_LAST_CSAT = user("hours_since_last_csat");
    static final int HOURS_SINCE_LAST_LOGIN = user("hours_since_last_login");
    static final int HOURS_SINCE_STAGE = user("hours_since_stage");
    static final int IDLE_STABLECOIN = user("idle_stablecoin");
    static final int IDLE_STABLECOIN_AVG_7D = user("idle_stablecoin_avg_7d");
    static final int KYC_LEVEL = user("kyc_level");
    static final int KYC_REJECT_REASON = user("kyc_reject_reason");
    static final int KYC_STATUS = user("kyc_status");
    static final int LAST_CSAT = user("last_csat");
    static final int LAST_CSAT_AT = user("last_csat_at");
    static final int LIFECYCLE_STAGE = user("lifecycle_stage");
    static final int LIQUIDATION_COUNT_7D = user("liquidation_count_7d");
    static final int LOGIN_DAYS_7D = user("login_days_7d");
    static final int LOGIN_DAYS_PREV_30D = user("login_days_prev_30d");
    static final int NEGATIVE_TICKET_COUNT_30D = user("negative_ticket_count_30d");
    static final int NET_DEPOSIT_30D = user("net_deposit_30d");
    static final int OPEN_TICKET_COUNT = user("open_ticket_count");
    static final int OPEN_TICKET_PRIORITY = user("open_ticket_priority");
    static final int PEAK_ASSET = user("peak_asset");
    static final int PEAK_VIP_LEVEL = user("peak_vip_level");
    static final int REALIZED_PNL_30D = user("realized_pnl_30d");
    static final int REALIZED_PNL_7D = user("realized_pnl_7d");
    static final int REFERRAL_COUNT = user("referral_count");
    static final int REGION_GROUP = user("region_group");
    static final int RISK_FLAGS = user("risk_flags");
    static final int SELF_REFERRAL = user("self_referral");
    static final int SENTIMENT_SCORE_30D = user("sentiment_score_30d");
    static final int SPOT_TRADE_COUNT_30D = user("spot_trade_count_30d");
    static final int TICKET_CATEGORY_7D = user("ticket_category_7d");
    static final int TICKET_SOLVED_AT = user("ticket_solved_at");
    static final int TOTAL_ASSET = user("total_asset");
    static final int TRADE_COUNT_30D = user("trade_count_30d");
    static final int TRADE_COUNT_TOTAL = user("trade_count_total");
    static final int VIP_CURRENT_THRESHOLD = user("vip_current_threshold");
    static final int VIP_LEVEL = user("vip_level");
    static final int VIP_NEXT_GAP = user("vip_next_gap");
    static final int VIP_NEXT_THRESHOLD = user("vip_next_threshold");
    static final int VIP_PROTECTION_DAYS_LEFT = user("vip_protection_days_left");
    static final int VOLUME_30D = user("volume_30d");
    static final int VOLUME_AVG_7D = user("volume_avg_7d");
    static final int VOLUME_PREV_30D = user("volume_prev_30d");
    static final int VOLUME_TOTAL = user("volume_total");
    static final int WITHDRAWAL_24H = user("withdrawal_24h");
    static final int WITHDRAWAL_30D = user("withdrawal_30d");
    static final int WITHDRAWAL_7D = user("withdrawal_7d");
    static final int WITHDRAWAL_PENDING_HOURS = user("withdrawal_pending_hours");
    static final int MARKET_EVENT =
            Vocabulary.shipped().market().require("event").slot();

    private HandwrittenSlots() {}

    private static int user(String column) {
        return Vocabulary.shipped().user().require(column).slot();
    }
}
