package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.run.RunPhase;
import java.util.List;
import java.util.Set;

/** Enrols everybody who has a part in a pool of the run, to be read page by page before the pools are divided. */
final class MemberPhase implements RunPhase {

    /** Its name. */
    static final String KEY = "pool-members";

    private final PoolsInRun pools;

    MemberPhase(PoolsInRun pools) {
        this.pools = pools;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public List<Stretch> begin(Transaction transaction, long run) {
        PoolsInRun.Now now = pools.of(transaction, run);
        Set<String> playbooks = now.playbooks();
        return playbooks.isEmpty()
                ? List.of()
                : PoolsInRun.stretches(
                        0, new MemberRows(transaction).enrol(run, now.asOf(), playbooks, pools.incentives()));
    }
}
