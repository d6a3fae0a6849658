package dev.tideline.engine.evaluation.promise;

import dev.tideline.rules.candidate.Part;
import java.util.List;

/**
 * Something that a rule proposed earlier and that still stands.
 *
 * @param key names it among others
 * @param personNo number of the person
 * @param userNo number of the account
 * @param playbook key of the playbook
 * @param rule name of the rule that proposed it
 * @param parts what was promised of what the rule proposed; never empty
 * @param reviewed whether a person has let it go, so that no other review is asked for
 */
public record Promise(
        String key, long personNo, long userNo, String playbook, String rule, List<Part> parts, boolean reviewed) {

    /** What is to happen to it. */
    public enum Moment {
        /** It is shown, or something is claimed for it. */
        CLAIM,
        /**
         * It was claimed, and is to be paid. A pause, lists, and what stops promotion alone stop no payment; a reward that is
         * paid asks for its KYC. Of a playbook that is gone the guardrails alone are asked.
         */
        PAYMENT
    }

    public Promise {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("Promise " + key + " promises nothing");
        }
    }
}
