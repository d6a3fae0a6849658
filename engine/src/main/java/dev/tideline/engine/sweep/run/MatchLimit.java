package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Transaction;
import java.util.List;
import java.util.Optional;

/** How many new matches a scheduled run may have before a person must release it. */
final class MatchLimit {

    private static final int RUNS = 7;
    private static final int FACTOR = 3;
    private static final long LEAST = 100;

    private MatchLimit() {}

    /** Three times the median of the schedule's last seven runs; empty while there are fewer, or for a run without schedule. */
    static Optional<Long> of(Transaction transaction, long run) {
        List<Long> entered =
                transaction.sql("""
                        SELECT (SELECT coalesce(sum(entered), 0)::bigint FROM run_shard s WHERE s.run_no = r.run_no) AS entered
                          FROM run r JOIN run this ON this.run_no = :run AND r.schedule_no = this.schedule_no
                         WHERE r.state = 'DONE' AND NOT r.dry_run AND r.run_no < :run
                         ORDER BY r.run_no DESC LIMIT :runs
                        """).bind("run", run).bind("runs", RUNS).list(row -> row.number("entered"));
        return limit(entered);
    }

    static Optional<Long> limit(List<Long> entered) {
        if (entered.size() < RUNS) {
            return Optional.empty();
        }
        long median = entered.stream().sorted().toList().get(RUNS / 2);
        return Optional.of(Math.max(LEAST, Math.multiplyExact(FACTOR, median)));
    }
}
