package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.facts.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * Takes user feeds: rows of {@code user_id}, {@code snapshot_date} and any columns of the vocabulary, traits included.
 * A row may hold some of the columns; what it leaves out stays as it is. Later rows win over earlier ones of the same
 * user and day. Thread-safe; blocks.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class FeedImport {

    /** How rows are written. */
    public enum Format {
        /** One JSON object a line. */
        NDJSON,
        /** Comma separated with a header, quoted as RFC 4180. An empty cell leaves the field as it is. */
        CSV
    }

    private final Database database;
    private final Days days;
    private final Vocabulary vocabulary;
    private final FieldSources sources;
    private final IngestLimits limits;

    /** For this database. */
    public FeedImport(Database database, Days days, Vocabulary vocabulary, FieldSources sources, IngestLimits limits) {
        this.database = database;
        this.days = days;
        this.vocabulary = vocabulary;
        this.sources = sources;
        this.limits = limits;
    }

    /**
     * Reads the body to its end, then applies the good lines.
     *
     * @param receivedAt when the request came
     * @throws IOException if the body cannot be read to its end; nothing was applied then
     */
    public IngestReport take(Format format, InputStream body, Instant receivedAt) throws IOException {
        throw new UnsupportedOperationException(
                "" + body + format + receivedAt + database + days + vocabulary + sources + limits);
    }
}
