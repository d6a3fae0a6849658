package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.run.RunBasis;
import dev.tideline.engine.sweep.run.RunTerms;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A planned run as workers see it.
 *
 * @param id its number
 * @param asOf the instant of evaluation
 * @param basis what it decides with
 * @param playbooks keys to evaluate; never empty
 * @param firstRuns those of them that run for the first time since they went live
 * @param dryRun whether nothing is written but counts
 * @param advances whether its end moves watermarks and its chunks due instants
 * @param listed whether its persons stand in {@code run_person}
 * @param scarce budgets and breakers that may not do for all, see {@code RunScope.scarce}
 * @param since changes from this transaction on make a user dirty; null if everybody is evaluated
 * @param schedules numbers of the schedules of its playbooks
 * @param whole of these, those of which it evaluates all playbooks
 * @param terms what publications bind it to
 */
public record RunSpec(
        RunId id,
        Instant asOf,
        RunBasis basis,
        Set<String> playbooks,
        Set<String> firstRuns,
        boolean dryRun,
        boolean advances,
        boolean listed,
        Set<String> scarce,
        @Nullable Long since,
        Set<Integer> schedules,
        Set<Integer> whole,
        RunTerms terms) {

    public RunSpec {
        Objects.requireNonNull(basis, "basis");
        playbooks = Set.copyOf(playbooks);
        firstRuns = Set.copyOf(firstRuns);
        scarce = Set.copyOf(scarce);
        schedules = Set.copyOf(schedules);
        whole = Set.copyOf(whole);
    }

    /** Reads the columns of a run row. */
    public static RunSpec of(Row row) throws SQLException {
        return new RunSpec(
                new RunId(row.number("run_no")),
                row.instant("as_of"),
                RunBasis.of(row),
                Set.copyOf(row.texts("playbooks")),
                Set.copyOf(row.texts("first_runs")),
                row.flag("dry_run"),
                row.flag("advances"),
                row.flag("listed"),
                Set.copyOf(row.texts("scarce")),
                row.optionalNumber("since").orElse(null),
                integers(row.result().getArray("schedules")),
                integers(row.result().getArray("whole")),
                RunTerms.read(row.text("terms")));
    }

    private static Set<Integer> integers(@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : Set.of((Integer[]) array.getArray());
    }
}
