package dev.tideline.engine.benchmark;

import dev.tideline.engine.sweep.chunk.SweepWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Many users in little time: the lives of a few are ingested, and their rows are multiplied in the database under other
 * ids. Holdouts go by id, so that copies do not all end alike.
 */
final class Population {

    private static final int MOST_LIVES = 20_000;

    private final DurablePostgres postgres;
    private final int lives;
    private final int copies;

    Population(DurablePostgres postgres, int users) {
        this.postgres = postgres;
        this.copies = (users + MOST_LIVES - 1) / MOST_LIVES;
        this.lives = users / copies;
    }

    int size() {
        return lives * copies;
    }

    int copies() {
        return copies;
    }

    /** Ingests the lives. */
    void live(SweepWorld world) {
        world.events(lines(user -> new Life(user).events()), Life.END);
        world.feed(lines(user -> new Life(user).feed()), Life.END);
        world.neverStale();
        postgres.alone("CREATE TABLE base_person AS SELECT * FROM person");
        postgres.alone("CREATE TABLE base_users AS SELECT * FROM users");
    }

    private List<String> lines(Function<Integer, CharSequence> of) {
        List<String> lines = new ArrayList<>();
        for (int user = 0; user < lives; user++) {
            lines.add(of.apply(user).toString().strip());
        }
        return lines;
    }

    /** Everybody as if he had just been imported: no run, no decision, no segment. Locks in the order of the planner. */
    void reset() {
        postgres.alone("""
                TRUNCATE run, membership, membership_change, users, user_state, person, decision, decision_state, reentry_state,
                    contact, incentive_grant, outbox, segment_step CASCADE""");
        postgres.alone("UPDATE playbook SET first_run = NULL, watermark = '0', swept_as_of = NULL, signature = ''");
        postgres.alone("""
                INSERT INTO person (person_no, person_id) OVERRIDING SYSTEM VALUE
                SELECT person_no + copy * most, person_id || '-' || copy
                  FROM base_person, (SELECT max(person_no) AS most FROM base_person) AS m, generate_series(0, %d) AS copy
                 ORDER BY 1""".formatted(copies - 1));
        postgres.alone("""
                INSERT INTO users (user_no, user_id, person_no, timeline, first_seen_at) OVERRIDING SYSTEM VALUE
                SELECT user_no + copy * most_users, user_id || '-' || copy, person_no + copy * most, timeline, first_seen_at
                  FROM base_users, (SELECT max(person_no) AS most FROM base_person) AS m,
                       (SELECT max(user_no) AS most_users FROM base_users) AS n, generate_series(0, %d) AS copy
                 ORDER BY 1""".formatted(copies - 1));
        postgres.alone("VACUUM (FREEZE, ANALYZE) users, person");
    }

    /** One user in 500 changes. */
    long touch() {
        postgres.alone("UPDATE users SET changed_xid = pg_current_xact_id() WHERE user_no % 500 = 0");
        return postgres.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT count(*) AS users FROM users WHERE user_no % 500 = 0")
                        .one(row -> row.number("users")));
    }
}
