package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * Takes lists of user ids: CSV whose first column is the id; a header {@code user_id} is optional. An import replaces the
 * list. Ids nobody has yet are kept for when they register. Thread-safe; blocks.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class ListImport {

    /** What being on a list does. */
    public enum Effect {
        /** Only users on the list are wanted. */
        INCLUDE,
        /** Users on the list are not wanted. */
        EXCLUDE
    }

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
    public IngestReport take(String key, Effect effect, InputStream body, Instant receivedAt) throws IOException {
        throw new UnsupportedOperationException(key + effect + body + receivedAt + database + limits);
    }
}
