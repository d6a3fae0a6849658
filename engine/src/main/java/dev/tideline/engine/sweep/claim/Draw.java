package dev.tideline.engine.sweep.claim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** The lot that decides between equal scores: another one each period, the same however often a run is repeated. */
public final class Draw {

    private static final int BYTES = 8;

    private Draw() {}

    /** 16 hexadecimal digits; the least comes first. */
    public static String of(Instant period, String personId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((period + "|" + personId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
