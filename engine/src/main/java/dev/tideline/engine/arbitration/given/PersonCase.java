package dev.tideline.engine.arbitration.given;

import java.util.List;
import java.util.Objects;

/**
 * One person as arbitration sees him.
 *
 * @param personNo number of the person in the database
 * @param personId KYC identity, the unit of holdouts and caps
 * @param accounts all his accounts, in any order
 * @param history what was decided for him before
 */
public record PersonCase(long personNo, String personId, List<AccountCase> accounts, PersonHistory history) {

    public PersonCase {
        Objects.requireNonNull(personId, "personId");
        accounts = List.copyOf(accounts);
        Objects.requireNonNull(history, "history");
    }
}
