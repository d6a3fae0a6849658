package dev.tideline.engine.decision;

import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One person with what arbitration said about him.
 *
 * @param pulled the screen that it was decided for; null in a run
 */
public record PersonDecision(
        PersonCase person,
        Arbitration arbitration,
        @Nullable Pulled pulled) {

    public PersonDecision {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(arbitration, "arbitration");
    }

    /** Of a run. */
    public PersonDecision(PersonCase person, Arbitration arbitration) {
        this(person, arbitration, null);
    }

    /** How every candidate ended, in the order in which they were served: what is to be kept of it. */
    public List<CandidateResult> results() {
        Pulled screen = pulled;
        return screen == null
                ? arbitration.candidates()
                : arbitration.candidates().stream().map(screen::of).toList();
    }
}
