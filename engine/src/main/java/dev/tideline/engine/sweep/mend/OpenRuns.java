package dev.tideline.engine.sweep.mend;

import dev.tideline.engine.database.Transaction;
import java.util.List;

/** Takes runs back that have begun, so that they begin again from their first person. */
public final class OpenRuns {

    private OpenRuns() {}

    /**
     * Plans begun runs anew; what they have committed stays, and is found committed.
     *
     * @param which SQL condition on {@code run}
     * @param reason why, in words
     * @return number of runs
     */
    static int planAnew(Transaction transaction, String which, String reason) {
        List<Long> runs = transaction
                .sql("SELECT run_no FROM run WHERE started_at IS NOT NULL AND " + which + " FOR UPDATE")
                .list(row -> row.number("run_no"));
        if (!runs.isEmpty()) {
            clear(transaction, runs);
            transaction.sql("""
                            UPDATE run SET state = 'PLANNED', watermark = NULL, since = NULL, started_at = NULL,
                                   reason = 'Planned anew: ' || :reason
                             WHERE run_no = ANY(:runs)
                            """).bind("reason", reason).bind("runs", runs).update();
        }
        return runs.size();
    }

    /** Forgets how far runs have come. */
    public static void clear(Transaction transaction, List<Long> runs) {
        for (String progress : List.of("run_shard", "run_person", "run_count", "staged_claim", "claim_turn")) {
            transaction
                    .sql("DELETE FROM " + progress + " WHERE run_no = ANY(:runs)")
                    .bind("runs", runs)
                    .update();
        }
    }
}
