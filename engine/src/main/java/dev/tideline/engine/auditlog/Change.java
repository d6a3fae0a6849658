package dev.tideline.engine.auditlog;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody is doing, to be written down with it.
 *
 * @param who name of the key's owner, or {@code server}
 * @param action what he does
 * @param subject key of the playbook or id of the budget; empty for everything
 * @param version content hash of the version that it is about; empty if none
 * @param reason why; empty if he does not say
 * @param details further values by name
 */
public record Change(
        String who,
        AuditAction action,
        String subject,
        String version,
        String reason,
        SortedMap<String, String> details) {

    /** Who does what nobody asked for. */
    public static final String SERVER = "server";

    private static final JsonMapper JSON = new JsonMapper();

    public Change {
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(action, "action");
        details = new TreeMap<>(details);
    }

    /** A change of a playbook or budget. */
    public static Change of(String who, AuditAction action, String subject) {
        return new Change(who, action, subject, "", "", new TreeMap<>());
    }

    /** The same about this version. */
    public Change of(String hash) {
        return new Change(who, action, subject, hash, reason, details);
    }

    /** The same for this reason. */
    public Change because(String why) {
        return new Change(who, action, subject, version, why, details);
    }

    /** The same with further values. */
    public Change with(Map<String, String> values) {
        SortedMap<String, String> all = new TreeMap<>(details);
        all.putAll(values);
        return new Change(who, action, subject, version, reason, all);
    }

    String detailsJson() {
        return JSON.writeValueAsString(details);
    }
}
