package dev.tideline.rules.facts.vocabulary;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Market;
import org.jspecify.annotations.Nullable;

/** Makes the market that rules match as {@code Market}. */
public final class MarketFacts {

    private MarketFacts() {}

    /** A market of which nothing is known. */
    public static Market unknown(Vocabulary vocabulary) {
        return vocabulary.market().builder().market();
    }

    /**
     * The market at one instant.
     *
     * @param btcChange24h change of the BTC price in 24 hours in millionths (50,000 is +5 %), or {@link Fact#MISSING}
     * @param event market event that opened the evaluation, or null if there is none
     */
    public static Market of(Vocabulary vocabulary, long btcChange24h, @Nullable String event) {
        FactSchema schema = vocabulary.market();
        return schema.builder()
                .number(schema.require("btc_change_24h").slot(), btcChange24h)
                .text(schema.require("event").slot(), event)
                .market();
    }
}
