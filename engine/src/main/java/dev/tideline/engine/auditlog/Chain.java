package dev.tideline.engine.auditlog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** How entries are tied together. */
final class Chain {

    private Chain() {}

    /** SHA-256 over the values, each preceded by its length in characters and a colon, so that no two entries read alike. */
    static String hash(
            long number,
            Instant at,
            String who,
            String action,
            String subject,
            String version,
            String reason,
            String details,
            String before) {
        StringBuilder text = new StringBuilder();
        for (String value : List.of(
                String.valueOf(number), at.toString(), who, action, subject, version, reason, details, before)) {
            text.append(value.length()).append(':').append(value);
        }
        try {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
