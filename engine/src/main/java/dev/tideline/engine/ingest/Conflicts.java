package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
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

    /** Keeps the first line of each event id in the stage and returns how many were dropped. */
    long dropRepeated(Transaction transaction) {
        boolean repeated = transaction
                .sql("SELECT EXISTS (SELECT FROM stage_event GROUP BY event_id HAVING count(*) > 1) AS repeated")
                .one(row -> row.flag("repeated"));
        return repeated ? drop(transaction) : 0;
    }

    private long drop(Transaction transaction) {
        transaction.execute("""
                CREATE TEMP TABLE stage_repeated ON COMMIT DROP AS
                SELECT event_id, min(line) AS line FROM stage_event GROUP BY event_id HAVING count(*) > 1""");
        list(transaction, """
                SELECT s.line, s.event_id, count(*) OVER () AS n
                FROM stage_event s JOIN stage_repeated r ON r.event_id = s.event_id AND s.line > r.line
                    JOIN stage_event f ON f.event_id = r.event_id AND f.line = r.line
                WHERE (s.user_id, s.type, s.occurred_at, s.schema_version, s.source, s.payload)
                    IS DISTINCT FROM (f.user_id, f.type, f.occurred_at, f.schema_version, f.source, f.payload)
                ORDER BY s.line LIMIT :most
                """);
        return transaction.execute("""
                DELETE FROM stage_event s USING stage_repeated r WHERE s.event_id = r.event_id AND s.line > r.line""");
    }

    /** Finds the staged events that differ from the event of the same id in the database. */
    void findContradicting(Transaction transaction) {
        list(transaction, """
                SELECT s.line, s.event_id, count(*) OVER () AS n
                FROM stage_event s JOIN stage_user u ON u.user_id = s.user_id JOIN event e ON e.event_id = s.event_id
                WHERE (e.user_no, e.type, e.occurred_at, e.schema_version, e.source, e.payload)
                    IS DISTINCT FROM (u.user_no, s.type, s.occurred_at, s.schema_version, s.source, s.payload)
                ORDER BY s.line LIMIT :most
                """);
    }

    private void list(Transaction transaction, String query) {
        count += transaction.sql(query).bind("most", MOST_LISTED).list(this::conflict).stream()
                .findFirst()
                .orElse(0L);
    }

    private long conflict(Row row) throws SQLException {
        String expected = "the content that came first under this event_id, which stands";
        refusals.add(new Refusal(row.number("line"), "/event_id", row.text("event_id"), expected));
        return row.number("n");
    }
}
