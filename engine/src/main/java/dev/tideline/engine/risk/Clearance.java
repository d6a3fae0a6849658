package dev.tideline.engine.risk;

import dev.tideline.engine.offer.Proposal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What risk lets a call offer. What it was not asked about it has not allowed. Messages without an incentive need no
 * clearance.
 *
 * @param verdict the verdict; null if none was needed or asked
 * @param rules the rules whose incentives it was asked about
 * @param on whether there is a risk service at all
 */
public record Clearance(@Nullable Verdict verdict, Set<String> rules, boolean on) {

    /** The reason of an incentive that came up only after the verdict was asked. */
    public static final String NOT_ASKED = "RISK_NOT_ASKED";

    private static final Clearance OFF = new Clearance(null, Set.of(), false);
    private static final Clearance NOTHING = new Clearance(null, Set.of(), true);

    public Clearance {
        rules = Set.copyOf(rules);
    }

    /** There is no risk service: everything may be offered. */
    public static Clearance off() {
        return OFF;
    }

    /** No incentive was in sight, so that none was asked about. */
    public static Clearance ofNothing() {
        return NOTHING;
    }

    /** A verdict about what a question wants. */
    public static Clearance of(Verdict verdict, Set<String> rules) {
        return new Clearance(verdict, rules, true);
    }

    /** Why a proposal may not be offered; empty if it may, be it after a release. */
    public Optional<String> refusal(Proposal proposal) {
        if (!on || proposal.incentives().isEmpty()) {
            return Optional.empty();
        }
        if (verdict != null && verdict.kind() == Verdict.Kind.DENY) {
            return Optional.of(verdict.code());
        }
        return rules.contains(proposal.rule()) ? Optional.empty() : Optional.of(NOT_ASKED);
    }

    /** Whether a proposal that may be offered waits for a person's release. */
    public boolean holds(Proposal proposal) {
        return verdict != null
                && verdict.kind() == Verdict.Kind.HOLD
                && !proposal.incentives().isEmpty();
    }
}
