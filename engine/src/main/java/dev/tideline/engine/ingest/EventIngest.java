package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.timeline.Days;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * Takes events as NDJSON, one envelope a line. Memory does not grow with the body: what was read is spooled, and nothing
 * is applied before the whole body has arrived. Thread-safe; blocks.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class EventIngest {

    private final Database database;
    private final Days days;
    private final EventTypes types;
    private final IngestLimits limits;

    /** For this database. */
    public EventIngest(Database database, Days days, EventTypes types, IngestLimits limits) {
        this.database = database;
        this.days = days;
        this.types = types;
        this.limits = limits;
    }

    /**
     * Reads the body to its end, then applies the good lines.
     *
     * @param receivedAt when the request came; events that do not say otherwise were received then
     * @throws IOException if the body cannot be read to its end; nothing was applied then
     */
    public IngestReport take(InputStream body, Instant receivedAt) throws IOException {
        throw new UnsupportedOperationException("" + body + receivedAt + database + days + types + limits);
    }
}
