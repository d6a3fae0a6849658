package dev.tideline.rules.ruleset;

import static dev.tideline.rules.ruleset.HandwrittenSlots.*;

import dev.tideline.rules.facts.User;
import dev.tideline.rules.ruleset.guard.Matches;

/** Playbooks whose keys begin with a to f; see {@link HandwrittenPlaybooks}. */
final class HandwrittenAToF {

    private static final long USDT = 1_000_000;

    private HandwrittenAToF() {}

    static void evaluate(User user, Matches matches) {
        first(user, matches);
        second(user, matches);
    }

    private static void first(User user, Matches matches) {
        if (anniversaryOfferDraw(user)) {
            matches.add(0, user);
        }
        if (apiTraderOutreachCallWithTierMatch(user)) {
            matches.add(1, user);
        }
        if (churned180NewsAndSurvey(user)) {
            matches.add(2, user);
        }
        if (churned180OfferVoucherOnReturn(user)) {
            matches.add(3, user);
        }
        if (churned90OfferCashback(user)) {
            matches.add(4, user);
        }
        if (churned90OfferCashbackAndDraw(user)) {
            matches.add(5, user);
        }
        if (complaintShieldEscalate(user)) {
            matches.add(6, user);
        }
        if (copyTradingIntroOfferLossCover(user)) {
            matches.add(7, user);
        }
        if (costComplaintCallWithVoucher(user)) {
            matches.add(8, user);
        }
        if (depositFailedHelpTicketAndHelp(user)) {
            matches.add(9, user);
        }
    }

    private static void second(User user, Matches matches) {
        if (dormant30FundedOfferVoucher(user)) {
            matches.add(10, user);
        }
        if (dormant30UnfundedOfferDepositMatch(user)) {
            matches.add(11, user);
        }
        if (dormant60OfferVoucher(user)) {
            matches.add(12, user);
        }
        if (dormant60Write(user)) {
            matches.add(13, user);
        }
        if (dormant60HighValueCallWithFormerLevel(user)) {
            matches.add(14, user);
        }
        if (firstDepositD1OfferVoucher(user)) {
            matches.add(15, user);
        }
        if (firstDepositD7OfferDepositBonus(user)) {
            matches.add(16, user);
        }
        if (firstFuturesOfferTrialFund(user)) {
            matches.add(17, user);
        }
        if (firstTrade24hOfferCashback(user)) {
            matches.add(18, user);
        }
        if (firstTradeD7OfferLossCover(user)) {
            matches.add(19, user);
        }
    }

    private static boolean anniversaryOfferDraw(User user) {
        return user.number(DAYS_SINCE_ANNIVERSARY) <= 3
                && !user.missing(DAYS_SINCE_ANNIVERSARY)
                && ("ACTIVE".equals(user.text(LIFECYCLE_STAGE)) || "AT_RISK".equals(user.text(LIFECYCLE_STAGE)))
                && !"CA".equals(user.text(REGION_GROUP));
    }

    private static boolean apiTraderOutreachCallWithTierMatch(User user) {
        return user.number(FUTURES_VOLUME_30D) >= 5_000_000 * USDT
                && user.number(VIP_LEVEL) <= 2
                && !"MARKET_MAKER".equals(user.text(CLIENT_CLASS));
    }

    private static boolean churned180NewsAndSurvey(User user) {
        return user.number(DAYS_SINCE_LAST_TRADE) >= 180;
    }

    private static boolean churned180OfferVoucherOnReturn(User user) {
        return user.number(DAYS_SINCE_LAST_TRADE) >= 180
                && user.number(DAYS_SINCE_LAST_LOGIN) <= 7
                && !user.missing(DAYS_SINCE_LAST_LOGIN)
                && user.number(LOGIN_DAYS_PREV_30D) == 0;
    }

    private static boolean churned90OfferCashback(User user) {
        return churned90(user) && "CA".equals(user.text(REGION_GROUP));
    }

    private static boolean churned90OfferCashbackAndDraw(User user) {
        return churned90(user) && !"CA".equals(user.text(REGION_GROUP));
    }

    private static boolean complaintShieldEscalate(User user) {
        return (user.number(NEGATIVE_TICKET_COUNT_30D) >= 2
                        || (user.number(SENTIMENT_SCORE_30D) <= -500_000 && !user.missing(SENTIMENT_SCORE_30D))
                        || "URGENT".equals(user.text(OPEN_TICKET_PRIORITY)))
                && !(user.number(OPEN_TICKET_COUNT) == 0 && user.number(DAYS_SINCE_TICKET_SOLVED) > 3);
    }

    private static boolean copyTradingIntroOfferLossCover(User user) {
        return user.flag(APPROPRIATENESS_PASSED)
                && user.number(DAYS_SINCE_REGISTRATION) <= 30
                && !user.missing(DAYS_SINCE_REGISTRATION)
                && user.number(TOTAL_ASSET) >= 200 * USDT
                && user.number(TRADE_COUNT_30D) <= 2;
    }

    private static boolean costComplaintCallWithVoucher(User user) {
        return user.number(VOLUME_30D) >= 50_000 * USDT
                && (user.texts(TICKET_CATEGORY_7D).contains("FEE")
                        || user.texts(TICKET_CATEGORY_7D).contains("SLIPPAGE")
                        || user.texts(TICKET_CATEGORY_7D).contains("FUNDING"));
    }

    private static boolean depositFailedHelpTicketAndHelp(User user) {
        return user.number(DEPOSIT_FAILED_24H) >= 1 && user.number(DEPOSIT_COUNT_TOTAL) == 0;
    }

    private static boolean dormant30FundedOfferVoucher(User user) {
        return user.number(DAYS_SINCE_LAST_TRADE) >= 30
                && user.number(DAYS_SINCE_LAST_TRADE) <= 59
                && user.number(TOTAL_ASSET) >= 100 * USDT;
    }

    private static boolean dormant30UnfundedOfferDepositMatch(User user) {
        return user.number(DAYS_SINCE_LAST_TRADE) >= 30
                && user.number(DAYS_SINCE_LAST_TRADE) <= 59
                && user.number(TOTAL_ASSET) < 100 * USDT;
    }

    private static boolean dormant60OfferVoucher(User user) {
        return dormant60(user)
                && !("EU".equals(user.text(REGION_GROUP))
                        || "UK".equals(user.text(REGION_GROUP))
                        || "SG".equals(user.text(REGION_GROUP))
                        || "HK".equals(user.text(REGION_GROUP)));
    }

    private static boolean dormant60Write(User user) {
        return dormant60(user)
                && ("EU".equals(user.text(REGION_GROUP))
                        || "UK".equals(user.text(REGION_GROUP))
                        || "SG".equals(user.text(REGION_GROUP))
                        || "HK".equals(user.text(REGION_GROUP)));
    }

    private static boolean dormant60HighValueCallWithFormerLevel(User user) {
        return user.number(DAYS_SINCE_LAST_TRADE) >= 60
                && user.number(DAYS_SINCE_LAST_TRADE) <= 89
                && (user.number(PEAK_ASSET) >= 10_000 * USDT || user.number(PEAK_VIP_LEVEL) >= 1)
                && user.number(NEGATIVE_TICKET_COUNT_30D) == 0;
    }

    private static boolean firstDepositD1OfferVoucher(User user) {
        return user.number(DEPOSIT_COUNT_TOTAL) == 0
                && user.number(KYC_LEVEL) >= 1
                && user.number(DAYS_SINCE_KYC) >= 1
                && user.number(DAYS_SINCE_KYC) <= 3;
    }

    private static boolean firstDepositD7OfferDepositBonus(User user) {
        return user.number(DEPOSIT_COUNT_TOTAL) == 0
                && user.number(KYC_LEVEL) >= 1
                && user.number(DAYS_SINCE_KYC) >= 7
                && user.number(DAYS_SINCE_KYC) <= 14;
    }

    private static boolean firstFuturesOfferTrialFund(User user) {
        return user.missing(FIRST_FUTURES_TRADE_AT)
                && user.flag(APPROPRIATENESS_PASSED)
                && user.number(SPOT_TRADE_COUNT_30D) >= 5
                && !("UK".equals(user.text(REGION_GROUP))
                        || "EU".equals(user.text(REGION_GROUP))
                        || "HK".equals(user.text(REGION_GROUP))
                        || "SG".equals(user.text(REGION_GROUP))
                        || "CA".equals(user.text(REGION_GROUP)))
                && !(10 * user.number(REALIZED_PNL_30D) < -3 * user.number(ASSET_AVG_30D));
    }

    private static boolean firstTrade24hOfferCashback(User user) {
        return user.number(TRADE_COUNT_TOTAL) == 0
                && user.number(HOURS_SINCE_FIRST_DEPOSIT) >= 24
                && user.number(HOURS_SINCE_FIRST_DEPOSIT) <= 72
                && user.number(TOTAL_ASSET) >= 50 * USDT;
    }

    private static boolean firstTradeD7OfferLossCover(User user) {
        return user.number(TRADE_COUNT_TOTAL) == 0
                && user.number(DAYS_SINCE_FIRST_DEPOSIT) >= 7
                && user.number(DAYS_SINCE_FIRST_DEPOSIT) <= 14
                && user.number(IDLE_STABLECOIN) >= 100 * USDT;
    }

    private static boolean churned90(User user) {
        return user.number(DAYS_SINCE_LAST_TRADE) >= 90
                && user.number(DAYS_SINCE_LAST_TRADE) <= 179
                && user.number(VOLUME_TOTAL) >= 10_000 * USDT;
    }

    private static boolean dormant60(User user) {
        return user.number(DAYS_SINCE_LAST_TRADE) >= 60
                && user.number(DAYS_SINCE_LAST_TRADE) <= 89
                && user.number(FEE_PAID_TOTAL) >= 50 * USDT
                && user.flag(APPROPRIATENESS_PASSED);
    }
}
