package dev.tideline.engine.arbitration.outcome;

import java.util.List;

/**
 * How all candidates of one person end.
 *
 * @param candidates one result a candidate, in the order in which they were served
 * @param left rules that stood when their playbook went live and no longer fit: the next time they fit, the user enters
 */
public record Arbitration(List<CandidateResult> candidates, List<Left> left) {

    /** A rule that no longer fits an account. */
    public record Left(long userNo, String rule) {}

    public Arbitration {
        candidates = List.copyOf(candidates);
        left = List.copyOf(left);
    }
}
