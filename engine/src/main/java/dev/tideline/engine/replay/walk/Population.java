package dev.tideline.engine.replay.walk;

import dev.tideline.engine.database.Database;

/**
 * Everybody who is in the database when a replay begins.
 *
 * @param users how many users there are
 * @param first number of the first person; 1 if there is none
 * @param last number of the last person; 0 if there is none
 */
public record Population(long users, long first, long last) {

    /** The population of now. */
    public static Population of(Database database) {
        return database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT count(*) AS users, coalesce(min(person_no), 1) AS first, coalesce(max(person_no), 0) AS last
                          FROM users
                        """)
                .one(row -> new Population(row.number("users"), row.number("first"), row.number("last"))));
    }
}
