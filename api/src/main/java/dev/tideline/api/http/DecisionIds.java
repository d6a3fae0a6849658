package dev.tideline.api.http;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Wording;
import java.util.UUID;

/** Ids of decisions in addresses. */
public final class DecisionIds {

    private DecisionIds() {}

    /** The id, or a problem: what is no id names nothing. */
    public static UUID of(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(Wording.of("decision"), text);
        }
    }
}
