package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ingest.check.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Staged events whose id stands for other content already: what came first stands, the others are reported. */
final class Conflicts {

    private static final int MOST_LISTED = 10_000;

    private final List<Refusal> refusals = new ArrayList<>();
    private long count;

    long count() {
        return count;
    }

    /** The first of them by line. */
    List<Refusal> refusals() {
        return refusals;
    }

    /** Keeps the first line of each event id in the stage, sets the others aside and returns how many they are. */
    static long dropRepeated(Transaction transaction) {
        boolean repeated = transaction
                .sql("SELECT EXISTS (SELECT FROM stage_event GROUP BY event_id HAVING count(*) > 1) AS repeated")
                .one(row -> row.flag("repeated"));
        return repeated ? drop(transaction) : 0;
    }

    private static long drop(Transaction transaction) {
        transaction.execute("CREATE TEMP TABLE IF NOT EXISTS stage_repeated (LIKE stage_event) ON COMMIT DELETE ROWS");
        return transaction.execute("""
                WITH first AS (
                    SELECT event_id, min(line) AS line FROM stage_event GROUP BY event_id HAVING count(*) > 1),
                later AS (
                    DELETE FROM stage_event s USING first f WHERE s.event_id = f.event_id AND s.line > f.line
                    RETURNING s.*)
                INSERT INTO stage_repeated SELECT * FROM later""");
    }

    /** Finds the rows of a stage that differ from the event of the same id that is kept. */
    void find(Transaction transaction, String stage) {
        count += transaction.sql("""
                        SELECT s.line, s.event_id, count(*) OVER () AS n
                        FROM %s s JOIN event e ON e.event_id = s.event_id JOIN users u ON u.user_no = e.user_no
                        WHERE (u.user_id, e.type, e.occurred_at, e.schema_version, e.source, e.payload)
                            IS DISTINCT FROM (s.user_id, s.type, s.occurred_at, s.schema_version, s.source, s.payload)
                        ORDER BY s.line LIMIT :most
                        """.formatted(stage)).bind("most", MOST_LISTED).list(this::conflict).stream()
                .findFirst()
                .orElse(0L);
    }

    private long conflict(Row row) throws SQLException {
        String expected = "the content that came first under this event_id, which stands";
        refusals.add(new Refusal(row.number("line"), "/event_id", row.text("event_id"), expected));
        return row.number("n");
    }
}
