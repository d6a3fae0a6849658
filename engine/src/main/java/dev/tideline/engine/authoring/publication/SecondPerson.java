package dev.tideline.engine.authoring.publication;

import dev.tideline.rules.money.Money;
import java.util.Objects;

/**
 * Above what a second person has to approve.
 *
 * @param spend most that a run may grant without
 * @param audience persons who may be reached without
 */
public record SecondPerson(Money spend, long audience) {

    public SecondPerson {
        Objects.requireNonNull(spend, "spend");
    }

    /** Whether one has to. An amount in another currency cannot be compared, so it does. */
    boolean isNeeded(Evidence evidence) {
        return evidence.audience() > audience
                || !evidence.maximumSpend().asset().equals(spend.asset())
                || evidence.maximumSpend().exceeds(spend);
    }
}
