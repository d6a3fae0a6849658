package dev.tideline.engine.timeline.event;

import java.util.List;

/** The products that have a bit of their own. Their order is part of the stored bytes: append only, at most 60. */
final class Products {

    static final String SPOT = "spot";
    static final String FUTURES = "futures";

    private static final List<String> KNOWN = List.of(
            SPOT, FUTURES, "copy", "bot", "earn", "p2p", "card", "margin", "options", "convert", "staking", "loan");

    private Products() {}

    /** The bit of a product, or 0 if it has none. */
    static long bit(String product) {
        int index = KNOWN.indexOf(product);
        return index < 0 ? 0 : 1L << index;
    }
}
