package dev.tideline.engine.users;

import dev.tideline.engine.database.Transaction;

/**
 * Serialises commits for the same person: whoever decides for persons first locks the buckets they are in, until the end
 * of his transaction. A bucket holds 2,048 neighbouring persons, so that a chunk takes one or two locks.
 */
public final class PersonLocks {

    private static final int SPACE = 7_204;
    private static final int BITS = 11;

    /** Persons in a bucket; their numbers begin with a multiple of it. */
    public static final long BUCKET = 1L << BITS;

    private PersonLocks() {}

    /** Waits for the buckets of the persons that this SQL selects as {@code person_no}. */
    public static void lock(Transaction transaction, String personsSql) {
        transaction
                .sql("SELECT pg_advisory_xact_lock(" + SPACE + ", bucket)::text AS done FROM ("
                        + "SELECT DISTINCT (person_no >> " + BITS + ")::integer AS bucket FROM (" + personsSql
                        + ") AS persons ORDER BY 1) AS buckets")
                .list(row -> true);
    }
}
