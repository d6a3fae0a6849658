package dev.tideline.rules.facts.vocabulary;

import dev.tideline.rules.facts.Market;

/** Makes the market that rules match as {@code Market}. */
public final class MarketFacts {

    private MarketFacts() {}

    /** A market of which nothing is known. */
    public static Market unknown(Vocabulary vocabulary) {
        return vocabulary.market().builder().market();
    }
}
