package dev.tideline.rules.ruleset;

import static dev.tideline.rules.ruleset.HandwrittenSlots.*;

import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.ruleset.guard.Matches;

/** Playbooks whose keys begin with g to z; see {@link HandwrittenPlaybooks}. */
final class HandwrittenGToZ {

    private static final long USDT = 1_000_000;

    private HandwrittenGToZ() {}

    static void evaluate(User user, Market market, Matches matches) {
        first(user, matches);
        second(user, market, matches);
    }

    private static void first(User user, Matches matches) {
        if (highValueNewUserCallWithVipTrial(user)) {
            matches.add(20, user);
        }
        if (idleCashEarnOfferBooster(user)) {
            matches.add(21, user);
        }
        if (kycNudgeOfferMysteryBox(user)) {
            matches.add(22, user);
        }
        if (kycRescueGuideAndTicket(user)) {
            matches.add(23, user);
        }
        if (largeOutflowCall(user)) {
            matches.add(24, user);
        }
        if (largeOutflowSurvey(user)) {
            matches.add(25, user);
        }
        if (largeOutflowThankForReturn(user)) {
            matches.add(26, user);
        }
        if (loginDropSendDigest(user)) {
            matches.add(27, user);
        }
        if (lossCareRiskTools(user)) {
            matches.add(28, user);
        }
        if (lowCsatFollowUp(user)) {
            matches.add(29, user);
        }
        if (lowCsatSaySorry(user)) {
            matches.add(30, user);
        }
        if (neverActivatedD30Survey(user)) {
            matches.add(31, user);
        }
        if (quiet14ShowWatchList(user)) {
            matches.add(32, user);
        }
        if (referralPromptOfferMutualVoucher(user)) {
            matches.add(33, user);
        }
    }

    private static void second(User user, Market market, Matches matches) {
        if (resurrectedWelcomeOfferLadder(user)) {
            matches.add(34, user);
        }
        if (secondProductOfferDraw(user)) {
            matches.add(35, user);
        }
        if (secondTradeOfferTask(user)) {
            matches.add(36, user);
        }
        if (stuckWithdrawalOpenTicket(user)) {
            matches.add(37, user);
        }
        if (stuckWithdrawalStatusMessage(user)) {
            matches.add(38, user);
        }
        if (vipGapCloseTellGap(user)) {
            matches.add(39, user);
        }
        if (vipGuardKeepLevelAndCall(user)) {
            matches.add(40, user);
        }
        if (vipGuardOfferVoucher(user)) {
            matches.add(41, user);
        }
        if (vipSilenceCallWithGift(user)) {
            matches.add(42, user);
        }
        if (volatilityBriefInform(user, market)) {
            matches.add(43, user);
        }
        if (volumeHalvedOfferRebate(user)) {
            matches.add(44, user);
        }
        if (weeklyFeeShareJoinPool(user)) {
            matches.add(45, user);
        }
        if (weeklyStreakOfferStreak(user)) {
            matches.add(46, user);
        }
        if (zeroBalance45OfferDepositMatch(user)) {
            matches.add(47, user);
        }
    }

    private static boolean highValueNewUserCallWithVipTrial(User user) {
        return user.number(HOURS_SINCE_FIRST_DEPOSIT) <= 48
                && !user.missing(HOURS_SINCE_FIRST_DEPOSIT)
                && user.number(DEPOSIT_TOTAL) >= 10_000 * USDT
                && user.number(VIP_LEVEL) == 0
                && user.texts(RISK_FLAGS).contains("VIP_CLEARED")
                && !user.flag(AML_HOLD);
    }

    private static boolean idleCashEarnOfferBooster(User user) {
        return user.number(IDLE_STABLECOIN_AVG_7D) >= 10_000 * USDT
                && user.number(EARN_BALANCE) == 0
                && !("UK".equals(user.text(REGION_GROUP))
                        || "SG".equals(user.text(REGION_GROUP))
                        || "HK".equals(user.text(REGION_GROUP))
                        || "CA".equals(user.text(REGION_GROUP))
                        || "AE".equals(user.text(REGION_GROUP))
                        || "US".equals(user.text(REGION_GROUP))
                        || "CN".equals(user.text(REGION_GROUP))
                        || "SANCTIONED".equals(user.text(REGION_GROUP))
                        || "OTHER_DENY".equals(user.text(REGION_GROUP)));
    }

    private static boolean kycNudgeOfferMysteryBox(User user) {
        return "REGISTERED".equals(user.text(LIFECYCLE_STAGE))
                && user.number(KYC_LEVEL) == 0
                && user.number(DAYS_SINCE_REGISTRATION) >= 1
                && user.number(DAYS_SINCE_REGISTRATION) <= 14
                && !"IN_REVIEW".equals(user.text(KYC_STATUS))
                && !"CA".equals(user.text(REGION_GROUP));
    }

    private static boolean kycRescueGuideAndTicket(User user) {
        return ("REJECTED".equals(user.text(KYC_STATUS)) || "ABANDONED".equals(user.text(KYC_STATUS)))
                && user.number(DAYS_SINCE_KYC_ATTEMPT) >= 1
                && user.number(DAYS_SINCE_KYC_ATTEMPT) <= 7
                && !("FRAUD".equals(user.text(KYC_REJECT_REASON))
                        || "SANCTION".equals(user.text(KYC_REJECT_REASON))
                        || "UNDER_AGE".equals(user.text(KYC_REJECT_REASON)));
    }

    private static boolean largeOutflowCall(User user) {
        return largeOutflow(user) && user.number(VIP_LEVEL) >= 1;
    }

    private static boolean largeOutflowSurvey(User user) {
        return largeOutflow(user) && user.number(VIP_LEVEL) < 1;
    }

    private static boolean largeOutflowThankForReturn(User user) {
        return user.number(WITHDRAWAL_30D) >= 1_000 * USDT
                && 2 * user.number(WITHDRAWAL_30D) >= user.number(ASSET_30D_AGO)
                && user.number(WITHDRAWAL_7D) == 0
                && user.number(NET_DEPOSIT_30D) >= 0
                && user.number(DAYS_SINCE_LAST_DEPOSIT) >= 14
                && user.number(TOTAL_ASSET) >= user.number(ASSET_30D_AGO)
                && !user.flag(AML_HOLD);
    }

    private static boolean loginDropSendDigest(User user) {
        return user.number(LOGIN_DAYS_PREV_30D) >= 15 && user.number(LOGIN_DAYS_7D) <= 1;
    }

    private static boolean lossCareRiskTools(User user) {
        return user.number(LIQUIDATION_COUNT_7D) >= 1 || lostMuch(user);
    }

    private static boolean lowCsatFollowUp(User user) {
        return user.number(LAST_CSAT) <= 2
                && !user.missing(LAST_CSAT)
                && user.number(HOURS_SINCE_LAST_CSAT) <= 72
                && !user.missing(HOURS_SINCE_LAST_CSAT)
                && !user.texts(RISK_FLAGS).contains("SUPPORT_ABUSE");
    }

    private static boolean lowCsatSaySorry(User user) {
        return user.number(LAST_CSAT) <= 2
                && !user.missing(LAST_CSAT)
                && user.number(OPEN_TICKET_COUNT) == 0
                && user.number(TICKET_SOLVED_AT) > user.number(LAST_CSAT_AT)
                && !user.missing(LAST_CSAT_AT)
                && user.number(DAYS_SINCE_TICKET_SOLVED) <= 3
                && !user.missing(DAYS_SINCE_TICKET_SOLVED)
                && !user.texts(RISK_FLAGS).contains("SUPPORT_ABUSE");
    }

    private static boolean neverActivatedD30Survey(User user) {
        return ("REGISTERED".equals(user.text(LIFECYCLE_STAGE)) || "KYC_PASSED".equals(user.text(LIFECYCLE_STAGE)))
                && user.number(DAYS_SINCE_REGISTRATION) >= 30
                && user.number(DAYS_SINCE_REGISTRATION) <= 37;
    }

    private static boolean quiet14ShowWatchList(User user) {
        return user.number(DAYS_SINCE_LAST_TRADE) >= 14
                && user.number(DAYS_SINCE_LAST_TRADE) <= 29
                && user.number(LOGIN_DAYS_7D) >= 1;
    }

    private static boolean referralPromptOfferMutualVoucher(User user) {
        return user.number(REFERRAL_COUNT) == 0
                && user.number(ACTIVE_TRADE_DAYS_30D) >= 8
                && (user.missing(LAST_CSAT) || user.number(LAST_CSAT) >= 4)
                && !("UK".equals(user.text(REGION_GROUP)) || "SG".equals(user.text(REGION_GROUP)))
                && !user.flag(SELF_REFERRAL)
                && !user.texts(RISK_FLAGS).contains("SELF_REFERRAL");
    }

    private static boolean resurrectedWelcomeOfferLadder(User user) {
        return "RESURRECTED".equals(user.text(LIFECYCLE_STAGE))
                && user.number(HOURS_SINCE_STAGE) <= 24
                && !user.missing(HOURS_SINCE_STAGE);
    }

    private static boolean secondProductOfferDraw(User user) {
        return user.number(DISTINCT_PRODUCTS_30D) == 1
                && user.number(TRADE_COUNT_30D) >= 10
                && !"CA".equals(user.text(REGION_GROUP));
    }

    private static boolean secondTradeOfferTask(User user) {
        return user.number(TRADE_COUNT_TOTAL) >= 1
                && user.number(TRADE_COUNT_TOTAL) <= 2
                && user.number(DAYS_SINCE_FIRST_TRADE) >= 3
                && user.number(DAYS_SINCE_FIRST_TRADE) <= 7;
    }

    private static boolean stuckWithdrawalOpenTicket(User user) {
        return user.number(WITHDRAWAL_PENDING_HOURS) >= 24 && !user.flag(AML_HOLD);
    }

    private static boolean stuckWithdrawalStatusMessage(User user) {
        return user.number(WITHDRAWAL_PENDING_HOURS) >= 24 && !user.flag(AML_HOLD);
    }

    private static boolean vipGapCloseTellGap(User user) {
        return user.number(VIP_NEXT_GAP) > 0
                && 5 * user.number(VIP_NEXT_GAP) <= user.number(VIP_NEXT_THRESHOLD)
                && user.number(LIQUIDATION_COUNT_7D) == 0
                && !lostMuch(user);
    }

    private static boolean vipGuardKeepLevelAndCall(User user) {
        return user.number(VIP_LEVEL) >= 3 && vipEnds(user);
    }

    private static boolean vipGuardOfferVoucher(User user) {
        return user.number(VIP_LEVEL) < 3 && vipEnds(user);
    }

    private static boolean vipSilenceCallWithGift(User user) {
        return user.number(VIP_LEVEL) >= 2
                && user.number(ACTIVE_TRADE_DAYS_7D) == 0
                && user.number(ACTIVE_TRADE_DAYS_PREV_30D) >= 12;
    }

    private static boolean volatilityBriefInform(User user, Market market) {
        return user.flag(HOLDS_BTC)
                && user.number(HOURS_SINCE_LAST_LOGIN) >= 24
                && user.number(LIQUIDATION_COUNT_7D) == 0
                && !lostMuch(user)
                && "BTC_MOVED_5PCT".equals(market.text(MARKET_EVENT));
    }

    private static boolean volumeHalvedOfferRebate(User user) {
        return user.number(VOLUME_PREV_30D) >= 10_000 * USDT
                && 2 * user.number(VOLUME_30D) <= user.number(VOLUME_PREV_30D);
    }

    private static boolean weeklyFeeShareJoinPool(User user) {
        return user.number(KYC_LEVEL) >= 2
                && (user.number(ASSET_AVG_7D) >= 100 * USDT || user.number(VOLUME_AVG_7D) >= 100 * USDT);
    }

    private static boolean weeklyStreakOfferStreak(User user) {
        return "ACTIVE".equals(user.text(LIFECYCLE_STAGE))
                && user.number(ACTIVE_TRADE_DAYS_7D) >= 1
                && user.number(ACTIVE_TRADE_DAYS_7D) <= 2;
    }

    private static boolean zeroBalance45OfferDepositMatch(User user) {
        return user.number(DAYS_BALANCE_BELOW_1) >= 45
                && user.number(TOTAL_ASSET) < USDT
                && user.number(DEPOSIT_COUNT_TOTAL) >= 1
                && !"CLOSED".equals(user.text(ACCOUNT_STATUS));
    }

    private static boolean largeOutflow(User user) {
        return user.number(WITHDRAWAL_24H) >= 1_000 * USDT
                && 2 * user.number(WITHDRAWAL_24H) >= user.number(ASSET_AVG_30D)
                && !user.flag(AML_HOLD);
    }

    private static boolean lostMuch(User user) {
        return user.number(ASSET_AVG_30D) > 0 && 10 * user.number(REALIZED_PNL_7D) <= -3 * user.number(ASSET_AVG_30D);
    }

    private static boolean vipEnds(User user) {
        return user.number(VIP_PROTECTION_DAYS_LEFT) <= 15
                && !user.missing(VIP_PROTECTION_DAYS_LEFT)
                && 10 * user.number(VOLUME_30D) < 8 * user.number(VIP_CURRENT_THRESHOLD);
    }
}
