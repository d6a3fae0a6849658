package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Statement;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.users.PersonLocks;
import java.time.Instant;

/** Finds the persons of a run and cuts them into shards of nearly equal size. */
final class ShardCutter {

    /** With more persons than this share of all, the table is read through rather than by a list. */
    private static final int LISTED_SHARE = 20;

    private static final long ALWAYS_LISTED = 5_000;
    private static final int MOST_SHARDS = 64;
    private static final int LEAST_PERSONS = 2_000;

    /** Listed persons are strewn over all pages: reading them waits, so that even few are worth several threads. */
    private static final int LEAST_LISTED = 250;

    private static final String DIRTY = "SELECT person_no FROM users WHERE changed_xid >= :since::text::xid8";

    private static final String DUE = """
            SELECT u.person_no FROM user_state d JOIN users u USING (user_no)
             WHERE d.due_at <= :asOf
               AND EXISTS (SELECT FROM unnest(d.due_schedules, d.due_instants) AS e (schedule_no, at)
                            WHERE e.schedule_no = ANY(:schedules::integer[]) AND e.at <= :asOf)
            """;

    private static final String CUT = """
            INSERT INTO run_shard (run_no, shard_no, person_from, person_to, checkpoint)
            SELECT :run, tile, least, greatest, least - 1
              FROM (SELECT tile, min(person_no) AS least, max(person_no) AS greatest
                      FROM (SELECT person_no, ntile(:shards::integer) OVER (ORDER BY person_no) AS tile
                              FROM %s) AS tiled
                     GROUP BY tile) AS tiles
            """;

    private final Transaction transaction;
    private final long run;
    private final Reach reach;
    private final Instant asOf;

    ShardCutter(Transaction transaction, long run, Reach reach, Instant asOf) {
        this.transaction = transaction;
        this.run = run;
        this.reach = reach;
        this.asOf = asOf;
    }

    /** Lists the dirty and due persons if they are few. */
    boolean list() {
        if (reach.since() == null) {
            return false;
        }
        long most = Math.max(ALWAYS_LISTED, estimatedUsers() / LISTED_SHARE);
        if (atLeast(DIRTY, most) || atLeast(DUE, most)) {
            return false;
        }
        bind(transaction
                        .sql("INSERT INTO run_person (run_no, person_no) SELECT :run, person_no FROM (" + DIRTY
                                + " UNION " + DUE + ") AS found")
                        .bind("run", run))
                .bind("schedules", reach.schedules())
                .bind("asOf", asOf)
                .update();
        return true;
    }

    /** Makes the shards and returns the number of persons. */
    long cut(boolean listed) {
        String source = listed ? "run_person WHERE run_no = " + run : "person";
        long persons =
                transaction.sql("SELECT count(*) AS persons FROM " + source).one(row -> row.number("persons"));
        int least = listed ? LEAST_LISTED : LEAST_PERSONS;
        long shards = Math.min(MOST_SHARDS, (persons + least - 1) / least);
        if (persons > 0 && !listed) {
            cutRange(shards);
        } else if (persons > 0) {
            transaction
                    .sql(CUT.formatted(source))
                    .bind("run", run)
                    .bind("shards", shards)
                    .update();
        }
        return persons;
    }

    /**
     * Numbers are given in order with few gaps: equal stretches are nearly equal shards. They end where buckets of
     * person locks end, or workers on neighbouring shards would wait for each other.
     */
    private void cutRange(long shards) {
        transaction
                .sql("""
                        INSERT INTO run_shard (run_no, shard_no, person_from, person_to, checkpoint)
                        SELECT :run, row_number() OVER (ORDER BY start), greatest(start, lowest),
                               least(start + width - 1, highest), greatest(start, lowest) - 1
                          FROM (SELECT min(person_no) AS lowest, max(person_no) AS highest,
                                       ((max(person_no) - min(person_no)) / (:shards * :bucket) + 1) * :bucket AS width
                                  FROM person) AS span,
                               generate_series(lowest - lowest % :bucket, highest, width) AS start
                        """)
                .bind("run", run)
                .bind("shards", shards)
                .bind("bucket", PersonLocks.BUCKET)
                .update();
    }

    private boolean atLeast(String persons, long most) {
        Statement statement = transaction
                .sql("SELECT count(*) AS found FROM (SELECT 1 FROM (" + persons + ") AS p LIMIT :most) AS counted")
                .bind("most", most);
        if (persons.equals(DIRTY)) {
            bind(statement);
        } else {
            statement.bind("schedules", reach.schedules()).bind("asOf", asOf);
        }
        return statement.one(row -> row.number("found")) >= most;
    }

    private Statement bind(Statement statement) {
        return statement.bind("since", reach.since());
    }

    private long estimatedUsers() {
        return transaction
                .sql("SELECT greatest(reltuples, 0)::bigint AS users FROM pg_class WHERE oid = 'users'::regclass")
                .one(row -> row.number("users"));
    }
}
