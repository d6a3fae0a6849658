package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Row;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/**
 * What a run decides with. It is fixed when the run is planned: all nodes decide all its persons alike, whatever is loaded
 * or comes in meanwhile.
 *
 * @param rulebook hash of the compiled rules
 * @param versions content hashes of all playbooks that were compiled
 * @param configuration hash of what binds every evaluation besides playbooks and data
 * @param stale columns of the fields that must not be relied on
 */
public record RunBasis(String rulebook, Set<String> versions, String configuration, Set<String> stale) {

    public RunBasis {
        Objects.requireNonNull(rulebook, "rulebook");
        versions = Set.copyOf(versions);
        Objects.requireNonNull(configuration, "configuration");
        stale = Set.copyOf(stale);
    }

    /** Reads the columns of a run row. */
    public static RunBasis of(Row row) throws SQLException {
        return new RunBasis(
                row.text("rulebook"),
                Set.copyOf(row.texts("versions")),
                row.text("configuration"),
                Set.copyOf(row.texts("stale")));
    }

    /** Whether both have the same rulebook and configuration. */
    public boolean hasRulesOf(RunBasis other) {
        return rulebook.equals(other.rulebook)
                && versions.equals(other.versions)
                && configuration.equals(other.configuration);
    }
}
