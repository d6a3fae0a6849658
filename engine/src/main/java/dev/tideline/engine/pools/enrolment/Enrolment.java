package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.promise.Gates;
import dev.tideline.engine.sweep.phase.Phase;
import dev.tideline.engine.users.UserStore;

/** The phase of a run that finds who has a part in its pools. */
public final class Enrolment {

    private Enrolment() {}

    /** The phase. */
    public static Phase phase(PoolsInRun pools, EvaluationPolicy policy, UserStore users, Gates gates) {
        return new Phase(
                new MemberPhase(pools),
                () -> new MemberWork(new MemberFacts(users, policy.model(), policy.incentives()), gates));
    }
}
