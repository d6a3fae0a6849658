package dev.tideline.engine.ingest.intake;

import dev.tideline.engine.database.Database;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.util.List;

/** The lines that requests brought and that were refused, as they are kept. Blocks on the database; thread-safe. */
public final class RefusedLines {

    private final Database database;

    public RefusedLines(Database database) {
        this.database = database;
    }

    /**
     * Refused lines of one request, by line.
     *
     * @param intakeNo {@link IngestReport#intakeNo}; an unknown one has none
     * @param afterLine lines up to this one are left out
     * @param most most problems
     */
    public List<Problem> of(long intakeNo, long afterLine, int most) {
        return database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT line, place, value, expected FROM refused_line
                        WHERE intake_no = :intake AND line > :after ORDER BY line, place LIMIT :most
                        """)
                .bind("intake", intakeNo)
                .bind("after", afterLine)
                .bind("most", (long) most)
                .list(row -> new Problem(
                        new Place("", Math.toIntExact(row.number("line")), 0, row.text("place")),
                        row.text("value"),
                        row.text("expected"))));
    }
}
