package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.schedule.ScheduleKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run row before anybody works on it.
 *
 * @param number its number
 * @param schedule its schedule; null if somebody asked for it
 * @param playbooks keys asked for; empty for all
 * @param asOf the instant of evaluation
 * @param full whether everybody is asked for
 * @param dryRun whether nothing is written but counts
 * @param begun whether it has its shards already: it was held and released
 * @param basis what it decides with, if it has begun
 */
record PlannedRun(
        long number,
        @Nullable ScheduleKey schedule,
        Set<String> playbooks,
        Instant asOf,
        boolean full,
        boolean dryRun,
        boolean begun,
        RunBasis basis) {

    static PlannedRun of(Row row) throws SQLException {
        Optional<String> cron = row.optionalText("cron");
        return new PlannedRun(
                row.number("run_no"),
                cron.isPresent() ? new ScheduleKey(cron.get(), row.text("zone")) : null,
                Set.copyOf(row.texts("playbooks")),
                row.instant("as_of"),
                row.flag("is_full"),
                row.flag("dry_run"),
                row.flag("begun"),
                RunBasis.of(row));
    }
}
