package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.ingest.check.EventLines;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.Applying;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.ingest.intake.Intake;
import dev.tideline.engine.lines.LineReader;
import dev.tideline.engine.lines.Pipeline;
import dev.tideline.engine.timeline.Days;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * Takes events as NDJSON, one envelope a line. Memory does not grow with the body: what was read is spooled, and nothing
 * is applied before the whole body has arrived. A batch of {@link IngestLimits#batchLines} lines is applied in one
 * transaction; a longer body in several, so that no transaction holds its locks for minutes. Should the database fail
 * between two, send the body again: what was applied then counts as duplicate.
 *
 * <p>Events advance the watermark of their source to when they were received, or happened if that is later, but
 * never beyond now. Thread-safe;
 * blocks.
 */
public final class EventIngest {

    private final Database database;
    private final EventTypes types;
    private final IngestLimits limits;
    private final EventBatch batch;

    /** For this database. */
    public EventIngest(Database database, Days days, EventTypes types, IngestLimits limits) {
        this.database = database;
        this.types = types;
        this.limits = limits;
        this.batch = new EventBatch(days);
    }

    /**
     * Reads the body to its end, then applies the good lines.
     *
     * @param receivedAt when the request came; events that do not say otherwise were received then
     * @throws IOException if the body cannot be read to its end; nothing was applied then
     */
    public IngestReport take(InputStream body, Instant receivedAt) throws IOException {
        try (Intake intake = new Intake(Intake.Kind.EVENTS, "", receivedAt, limits)) {
            EventLines lines = new EventLines(types, receivedAt, limits);
            Pipeline.run(LineReader.plain(body, limits.lineBytes()), lines::check, intake::take);
            return Applying.apply(database, intake, batch::apply);
        }
    }
}
