package dev.tideline.engine.auditlog;

import java.time.Instant;
import java.util.Objects;

/**
 * One entry of the log.
 *
 * @param number 1 for the first, without gaps
 * @param at when, by the database's clock
 * @param who name of the key's owner, or {@code server}
 * @param action what was done
 * @param subject key of the playbook or id of the budget; empty for everything
 * @param version content hash of the version that it is about; empty if none
 * @param reason why, in the words of who did it; empty if he gave none
 * @param details further values as JSON
 * @param before hash of the entry before; empty for the first
 * @param hash SHA-256 over all of the above, in hex
 */
public record AuditEntry(
        long number,
        Instant at,
        String who,
        String action,
        String subject,
        String version,
        String reason,
        String details,
        String before,
        String hash) {

    public AuditEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(hash, "hash");
    }

    /** What its content hashes to, whatever it says its hash is. */
    String contentHash() {
        return Chain.hash(number, at, who, action, subject, version, reason, details, before);
    }
}
