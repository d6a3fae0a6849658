package dev.tideline.engine.authoring.publication;

import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one simulation said of one version.
 *
 * @param number its number
 * @param playbook key of the playbook
 * @param version content hash of the files that it simulated
 * @param filter condition on the users that it looked at; empty if it looked at everybody
 * @param finishedAt when it ended well, by the database's clock; null if it has not
 * @param audience persons whom the version would reach
 * @param maximumSpend most that one run could grant for it, in the reference currency of the budgets
 */
public record Evidence(
        long number,
        String playbook,
        String version,
        String filter,
        @Nullable Instant finishedAt,
        long audience,
        Money maximumSpend) {

    public Evidence {
        Objects.requireNonNull(playbook, "playbook");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(maximumSpend, "maximumSpend");
    }
}
