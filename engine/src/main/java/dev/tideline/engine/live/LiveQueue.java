package dev.tideline.engine.live;

import dev.tideline.engine.database.Transaction;
import java.util.List;

/**
 * Users whom events have changed, in the order they came. Whoever takes some deletes them in his transaction, so that no two
 * take the same and what a dead worker took is back.
 */
public final class LiveQueue {

    /** Larger batches are loads of the past; sweeps decide for them. */
    private static final int MOST_AT_ONCE = 5_000;

    private LiveQueue() {}

    /** Adds the users of a table with a column {@code user_no}, unless they are too many for events of this moment. */
    public static void add(Transaction transaction, String users) {
        transaction.execute(
                "INSERT INTO live_queue (user_no) SELECT user_no FROM %1$s WHERE (SELECT count(*) FROM %1$s) <= %2$d"
                        .formatted(users, MOST_AT_ONCE));
    }

    /** Takes the numbers of the oldest users that nobody else is taking; some may be there more than once. */
    static List<Long> take(Transaction transaction, int most) {
        return transaction.sql("""
                        DELETE FROM live_queue WHERE entry_no = ANY(ARRAY(
                            SELECT entry_no FROM live_queue ORDER BY entry_no LIMIT :most FOR UPDATE SKIP LOCKED))
                        RETURNING user_no
                        """).bind("most", (long) most).list(row -> row.number("user_no"));
    }

    /** How many wait. */
    public static long length(Transaction transaction) {
        return transaction.sql("SELECT count(*) AS n FROM live_queue").one(row -> row.number("n"));
    }
}
