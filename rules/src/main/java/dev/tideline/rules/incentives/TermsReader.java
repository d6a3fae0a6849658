package dev.tideline.rules.incentives;

import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.incentives.terms.DepositTerms;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.incentives.terms.IncentiveTerms;
import dev.tideline.rules.incentives.terms.RewardTerms;
import dev.tideline.rules.incentives.terms.StatusTerms;
import dev.tideline.rules.incentives.terms.TradingTerms;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Optional;

/** Reads the parameters that a type takes. */
final class TermsReader {

    private static final int MOST_COUNT = 1_000;

    private final Mapping node;
    private final Money face;
    private final Asset asset;

    private TermsReader(Mapping node, Money face) {
        this.node = node;
        this.face = face;
        this.asset = face.asset();
    }

    /** The terms; empty if something in them is wrong, which is reported then. */
    static Optional<IncentiveTerms> read(Incentive.Type type, Mapping entry, Money face) {
        Mapping node = entry.mapping("terms");
        int before = node.problems().size();
        IncentiveTerms terms = null;
        try {
            terms = new TermsReader(node, face).read(type);
            if (terms.largestReward().filter(reward -> reward.exceeds(face)).isPresent()) {
                entry.report("terms", Wording.of("rewards of at most the face value, {0}", face));
            }
        } catch (IllegalArgumentException e) { // what single values cannot tell: the order of tiers and rungs
            entry.report("terms", Wording.of("terms that fit each other: {0}", String.valueOf(e.getMessage())));
        }
        node.refuseOthers();
        return node.problems().size() > before ? Optional.empty() : Optional.ofNullable(terms);
    }

    private IncentiveTerms read(Incentive.Type type) {
        return switch (type) {
            case FEE_CASHBACK, FEE_TIER_MATCH, FEE_SHARE_POOL -> fees(type);
            case FUTURES_BONUS ->
                new TradingTerms.Bonus(
                        node.flag("profitWithdrawable", true),
                        node.flag("forfeitedByTransfer", true),
                        node.duration("unusedUntil"));
            case LOSS_COVER, COPY_TRADING_BONUS -> new TradingTerms.LossCover(Amounts.share(node, "ratio"));
            case DEPOSIT_BONUS ->
                node.has("tiers")
                        ? new DepositTerms.Tiers(tiers())
                        : new DepositTerms.Match(Amounts.share(node, "ratio"), face);
            case CRYPTO_REWARD, FIAT_BONUS, PHYSICAL, STREAK, TASK_CENTER, LUCKY_DRAW -> reward(type);
            case CONTEST_PRIZE -> ContestReader.read(node, asset);
            case APR_BOOSTER, VIP_TRIAL, REFERRAL, AFFILIATE -> status(type);
        };
    }

    private IncentiveTerms fees(Incentive.Type type) {
        return switch (type) {
            case FEE_CASHBACK ->
                new FeeTerms.Cashback(
                        Amounts.share(node, "ratio"),
                        node.has("mostPerTrade") ? Amounts.positive(node, "mostPerTrade", asset) : face,
                        node.flag("platformCoin", false));
            case FEE_TIER_MATCH -> new FeeTerms.TierMatch(node.duration("length"));
            default ->
                new FeeTerms.SharePool(
                        Amounts.share(node, "ofFees"),
                        Amounts.share(node, "byAssets"),
                        Amounts.positive(node, "assetCap", asset));
        };
    }

    private IncentiveTerms reward(Incentive.Type type) {
        return switch (type) {
            case CRYPTO_REWARD ->
                new RewardTerms.Box(Amounts.positive(node, "least", asset), Amounts.positive(node, "most", asset));
            case STREAK ->
                new RewardTerms.Ladder(
                        rungs(), Amounts.positive(node, "dailyVolume", asset), Amounts.share(node, "mostOfFees"));
            case TASK_CENTER ->
                new RewardTerms.Task(
                        node.whole("trades", 1, MOST_COUNT),
                        node.duration("within"),
                        Amounts.positive(node, "reward", asset));
            case LUCKY_DRAW -> new RewardTerms.Draw(node.whole("tickets", 1, MOST_COUNT));
            default -> new RewardTerms.Delivered(node.text("means"));
        };
    }

    private IncentiveTerms status(Incentive.Type type) {
        return switch (type) {
            case APR_BOOSTER ->
                new StatusTerms.AprBoost(Amounts.share(node, "rate"), node.duration("length"), node.text("product"));
            case VIP_TRIAL ->
                new StatusTerms.VipTrial(node.word("level", StatusTerms.Level.class), node.duration("length"));
            case REFERRAL ->
                new StatusTerms.Referral(
                        Amounts.positive(node, "each", asset), Amounts.positive(node, "volume", asset));
            default -> new StatusTerms.Commission(Amounts.share(node, "rate"), Amounts.share(node, "most"));
        };
    }

    private List<DepositTerms.Tier> tiers() {
        return node.items("tiers").stream()
                .map(tier -> {
                    DepositTerms.Tier read = new DepositTerms.Tier(
                            Amounts.positive(tier, "netDeposit", asset),
                            Amounts.notNegative(tier, "volume", asset),
                            Amounts.positive(tier, "reward", asset));
                    tier.refuseOthers();
                    return read;
                })
                .toList();
    }

    private List<RewardTerms.Rung> rungs() {
        return node.items("rungs").stream()
                .map(rung -> {
                    RewardTerms.Rung read = new RewardTerms.Rung(
                            rung.whole("days", 1, MOST_COUNT), Amounts.positive(rung, "reward", asset));
                    rung.refuseOthers();
                    return read;
                })
                .toList();
    }
}
