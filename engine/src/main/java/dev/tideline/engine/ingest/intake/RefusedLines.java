package dev.tideline.engine.ingest.intake;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.ingest.check.Refusal;
import java.util.List;
import java.util.Optional;

/** The lines that requests brought and that were refused, as they are kept. Blocks on the database; thread-safe. */
public final class RefusedLines {

    private final Database database;

    public RefusedLines(Database database) {
        this.database = database;
    }

    /** What a request brought: {@code EVENTS}, {@code USERS} or {@code LIST}; empty if there was none with this number. */
    public Optional<String> kind(long intakeNo) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT kind FROM intake WHERE intake_no = :intake")
                .bind("intake", intakeNo)
                .first(row -> row.text("kind")));
    }

    /**
     * Refused lines of one request, by line. A line is never split: what follows the last of these lines is all that is
     * left.
     *
     * @param intakeNo {@link IngestReport#intakeNo}; an unknown one has none
     * @param afterLine lines up to this one are left out
     * @param most most problems, but for the rest of the last line
     */
    public List<Refusal> of(long intakeNo, long afterLine, int most) {
        return database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT * FROM (
                            SELECT line, place, value, expected FROM refused_line
                            WHERE intake_no = :intake AND line > :after
                            ORDER BY line FETCH FIRST (:most) ROWS WITH TIES) page
                        ORDER BY line, place, value, expected
                        """)
                .bind("intake", intakeNo)
                .bind("after", afterLine)
                .bind("most", (long) most)
                .list(row ->
                        new Refusal(row.number("line"), row.text("place"), row.text("value"), row.text("expected"))));
    }
}
