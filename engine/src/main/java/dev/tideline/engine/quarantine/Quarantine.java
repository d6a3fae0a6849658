package dev.tideline.engine.quarantine;

import dev.tideline.engine.database.Transaction;
import java.time.Duration;
import java.util.List;

/**
 * Stops versions of playbooks that were cut for too many persons. Stateless: every node may look, and one of them acts.
 *
 * @param settings how often is too often
 */
public record Quarantine(Settings settings) {

    /**
     * How often is too often.
     *
     * @param persons persons for whom one version was cut
     * @param window time within which they are counted
     */
    public record Settings(int persons, Duration window) {

        /** 20 persons within an hour: more than a few odd histories, and found within the first seconds of a sweep. */
        public static final Settings STANDARD = new Settings(20, Duration.ofHours(1));

        public Settings {
            if (persons < 1 || window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException(
                        "A quarantine needs at least one person and some time: " + persons + " within " + window);
            }
        }
    }

    /** Puts versions in force that were cut too often into quarantine, and says which; forgets cuts that no longer count. */
    public List<Quarantined> look(Transaction transaction) {
        transaction
                .sql("DELETE FROM rule_cut WHERE at < clock_timestamp() - :millis * interval '1 ms'")
                .bind("millis", settings.window().toMillis())
                .update();
        return transaction
                .sql("""
                        INSERT INTO quarantine (version, playbook, persons, reason)
                        SELECT c.version, min(c.playbook), count(*), (array_agg(c.reason ORDER BY c.at DESC))[1]
                          FROM rule_cut c
                         WHERE EXISTS (SELECT FROM playbook p
                                        WHERE p.hash = c.version OR (p.before = c.version AND p.share < 100))
                           AND NOT EXISTS (SELECT FROM quarantine q WHERE q.version = c.version)
                         GROUP BY c.version HAVING count(*) >= :persons
                        ON CONFLICT (version) DO NOTHING
                        RETURNING playbook, version, persons, reason, since
                        """)
                .bind("persons", settings.persons())
                .list(row -> new Quarantined(
                        row.text("playbook"),
                        row.text("version"),
                        row.number("persons"),
                        row.text("reason"),
                        row.instant("since")));
    }

    /** Lets the versions of a playbook that are in force act again; false if none was in quarantine. */
    public static boolean lift(Transaction transaction, String playbook) {
        String versions = "IN (SELECT unnest(ARRAY[hash, before]) FROM playbook WHERE playbook = :playbook)";
        transaction
                .sql("DELETE FROM rule_cut WHERE version " + versions)
                .bind("playbook", playbook)
                .update();
        return transaction
                        .sql("DELETE FROM quarantine WHERE version " + versions)
                        .bind("playbook", playbook)
                        .update()
                > 0;
    }
}
