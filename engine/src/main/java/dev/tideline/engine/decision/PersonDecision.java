package dev.tideline.engine.decision;

import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import java.util.Objects;

/** One person with what arbitration said about him. */
public record PersonDecision(PersonCase person, Arbitration arbitration) {

    public PersonDecision {
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(arbitration, "arbitration");
    }
}
