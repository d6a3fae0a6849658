package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.PartResult;

/** The name of a grant: what, for whom, and what it happens once for; never a run, version, node or wall time. */
final class GrantKey {

    private GrantKey() {}

    static String of(String personId, CandidateResult result, PartResult part) {
        return String.join("|", result.scope(), part.part().key(), personId, result.occurrence());
    }
}
