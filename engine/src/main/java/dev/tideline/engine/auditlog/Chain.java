package dev.tideline.engine.auditlog;

import dev.tideline.rules.hash.Sha256;
import java.time.Instant;
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
        return Sha256.hex(text.toString());
    }
}
