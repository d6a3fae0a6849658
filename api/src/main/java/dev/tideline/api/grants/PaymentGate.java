package dev.tideline.api.grants;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.rules.problem.Wording;
import java.time.Instant;
import java.util.List;

/** Lets a grant that no offer holds be posted only while its user may be paid. */
final class PaymentGate {

    private final GrantGates gates;

    PaymentGate(GrantGates gates) {
        this.gates = gates;
    }

    /**
     * Looks at one grant.
     *
     * @throws ProblemException a conflict with the reason, if it cannot be paid now
     */
    void check(Transaction transaction, Grant grant, Instant at) {
        String key = grant.key().text();
        if (GrantGates.waitsForEvaluation(transaction, grant.key())) {
            throw refused(
                    grant.state() == GrantState.HELD
                            ? Wording.of(
                                    "Grant ({0}) is held. Release it; the next run of its playbook then grants it.",
                                    key)
                            : Wording.of(
                                    "Grant ({0}) is not granted yet: the next run of its playbook does that.", key),
                    Refusal.of(Reason.NOT_EVALUATED));
        }
        Refusal refusal = gates.barred(transaction, List.of(grant.key()), at).get(grant.key());
        if (refusal != null) {
            String until = grant.expiresAt().toString();
            throw refused(
                    Wording.of(
                            "Grant ({0}) cannot be paid now: {1}. It stands until {2}.", key, refusal.reason(), until),
                    refusal);
        }
    }

    private static ProblemException refused(Wording detail, Refusal refusal) {
        return ProblemException.because(ProblemType.CONFLICT, detail, List.of(), refusal.reason(), refusal.values());
    }
}
