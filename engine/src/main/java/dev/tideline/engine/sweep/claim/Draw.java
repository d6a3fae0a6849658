package dev.tideline.engine.sweep.claim;

import dev.tideline.rules.hash.Sha256;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** The lot that decides between equal scores: another one each period, the same however often a run is repeated. */
public final class Draw {

    private static final int BYTES = 8;

    private Draw() {}

    /** 16 hexadecimal digits; the least comes first. */
    public static String of(Instant period, String personId) {
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.of(period + "|" + personId), BYTES));
    }
}
