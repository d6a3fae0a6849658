package dev.tideline.rules.incentives;

import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;

/** Amounts and shares in a mapping; they are quoted texts, so that no parser makes binary fractions of them. */
final class Amounts {

    /** Stands for an asset that is unknown, so that reading can go on. */
    static final Asset STAND_IN = new Asset("UNKNOWN", Asset.MOST_DECIMALS);

    private Amounts() {}

    static Money notNegative(Mapping node, String key, Asset asset) {
        Money amount = amount(node, key, asset, Wording.of("an amount in quotes such as \"12.50\""), asset.zero());
        if (amount.isNegative()) {
            node.report(key, Wording.of("0 or more"));
        }
        return amount.max(asset.zero());
    }

    static Money positive(Mapping node, String key, Asset asset) {
        Money standIn = asset.ofMinor(1);
        Money amount =
                amount(node, key, asset, Wording.of("an amount in quotes such as \"12.50\", more than 0"), standIn);
        if (amount.signum() <= 0) {
            node.report(key, Wording.of("more than 0"));
        }
        return amount.signum() <= 0 ? standIn : amount;
    }

    private static Money amount(Mapping node, String key, Asset asset, Wording expected, Money standIn) {
        if (node.raw(key).isNumber()) {
            node.report(key, expected);
            return standIn;
        }
        return node.value(key, expected, standIn, asset::of);
    }

    /** A share such as "0.60": more than 0, at most 1. */
    static BigDecimal share(Mapping node, String key) {
        Wording expected = Wording.of("a share in quotes such as \"0.60\", more than 0 and at most 1");
        if (node.raw(key).isNumber()) {
            node.report(key, expected);
            return BigDecimal.ONE;
        }
        return node.value(key, expected, BigDecimal.ONE, text -> {
            BigDecimal share = new BigDecimal(text);
            if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
                throw new IllegalArgumentException(text);
            }
            return share;
        });
    }
}
