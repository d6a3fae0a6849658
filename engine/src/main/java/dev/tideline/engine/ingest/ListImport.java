package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.check.ListLines;
import dev.tideline.engine.ingest.intake.Batch;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.ingest.intake.Intake;
import dev.tideline.engine.lines.LineReader;
import dev.tideline.engine.lines.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Takes lists of user ids: CSV of one column; a header {@code user_id} is optional. An import replaces the list in one
 * transaction; if no line of it is good, the list stays as it is. Ids nobody has yet are kept for when they
 * register. Users who join or leave the list count as changed. Thread-safe; blocks.
 */
public final class ListImport {

    /** What being on a list does. */
    public enum Effect {
        /** Only users on the list are wanted. */
        INCLUDE,
        /** Users on the list are not wanted. */
        EXCLUDE
    }

    /** What a body without any id does. */
    public enum Empty {
        /** It is refused, and the list stays as it is. */
        REFUSED,
        /** It empties the list. */
        ALLOWED
    }

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,59}");

    private final Database database;
    private final IngestLimits limits;

    /** For this database. */
    public ListImport(Database database, IngestLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /**
     * Reads the body to its end, then replaces the list.
     *
     * @param key lower case letters, digits and hyphens, starting with a letter, at most 60
     * @param receivedAt when the request came
     * @throws IOException if the body cannot be read to its end; the list stays as it was then
     * @throws IllegalArgumentException if the key has another form
     */
    public IngestReport take(String key, Effect effect, Empty empty, InputStream body, Instant receivedAt)
            throws IOException {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("List key '" + key
                    + "' should be lower case letters, digits and hyphens, start with a letter and have at most 60");
        }
        try (Intake intake = new Intake(Intake.Kind.LIST, key, receivedAt, limits)) {
            check(body, intake);
            Batch all = Batch.from(intake.spool(), 0, Integer.MAX_VALUE);
            if (all.lines() == 0 && intake.isClean() && empty == Empty.REFUSED) {
                intake.take(ListLines.nobody());
            }
            if (all.lines() > 0 || intake.isClean()) {
                intake.count(database.retrying(
                        transaction -> new ListReplacement(key, effect, receivedAt).apply(transaction, all)));
            }
            return database.inTransaction(intake::report);
        }
    }

    private void check(InputStream body, Intake intake) throws IOException {
        LineReader reader = LineReader.csv(body, limits.lineBytes());
        long first = reader.peek().map(lines -> lines.number(0)).orElse(1L);
        ListLines lines = new ListLines(limits.lineBytes(), first);
        Pipeline.run(reader, lines::check, intake::take);
    }
}
