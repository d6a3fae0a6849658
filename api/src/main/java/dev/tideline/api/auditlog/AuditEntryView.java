package dev.tideline.api.auditlog;

import dev.tideline.engine.auditlog.AuditEntry;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One entry of the log.
 *
 * @param number 1 for the first
 * @param at when
 * @param who owner of the key, or {@code server}
 * @param action what was done, such as PUBLISHED
 * @param subject key of the playbook or id of the budget; empty for everything
 * @param version content hash of the version; empty if none
 * @param reason why
 * @param details further values by name
 * @param before hash of the entry before
 * @param hash hash of this entry
 */
record AuditEntryView(
        long number,
        Instant at,
        String who,
        String action,
        String subject,
        String version,
        String reason,
        Map<String, String> details,
        String before,
        String hash) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

    static AuditEntryView of(AuditEntry entry) {
        return new AuditEntryView(
                entry.number(),
                entry.at(),
                entry.who(),
                entry.action(),
                entry.subject(),
                entry.version(),
                entry.reason(),
                JSON.readValue(entry.details(), VALUES),
                entry.before(),
                entry.hash());
    }
}
