package dev.tideline.rules.jurisdiction;

import dev.tideline.rules.language.Condition;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * One version of what a jurisdiction bars and asks for. Immutable.
 *
 * @param key name of the jurisdiction, {@code united-kingdom}
 * @param version number of the version, from 1
 * @param from first day (UTC) on which it is in force
 * @param regions region groups it binds, and {@code UNKNOWN} for users without one
 * @param where whom it binds, by region group, KYC residence, phone or IP address
 * @param clauses in the order in which they are asked
 */
public record Pack(
        String key, int version, LocalDate from, List<String> regions, Condition where, List<Clause> clauses) {

    public Pack {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(where, "where");
        regions = List.copyOf(regions);
        clauses = List.copyOf(clauses);
    }

    /** The version as records name it, {@code united-kingdom@1}. */
    public String reference() {
        return key + "@" + version;
    }

    Ground ground(Clause clause) {
        return new Ground(key, version, clause.name());
    }
}
