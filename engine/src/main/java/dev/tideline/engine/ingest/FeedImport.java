package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.ingest.check.CheckedLines;
import dev.tideline.engine.ingest.check.CsvHeader;
import dev.tideline.engine.ingest.check.FeedLines;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.Applying;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.ingest.intake.Intake;
import dev.tideline.engine.lines.LineReader;
import dev.tideline.engine.lines.Pipeline;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * Takes user feeds: rows of {@code user_id}, {@code snapshot_date} and any columns of the vocabulary, traits included.
 * A row may hold some of the columns; what it leaves out stays as it is. Later rows win over earlier ones of the same
 * user and day. A column whose field comes from events, or from the engine itself, is read over and named in the report.
 *
 * <p>Memory and transactions as in {@link EventIngest}. A row advances the watermarks of the feeds that its fields belong
 * to, to the end of its day. Thread-safe; blocks.
 */
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
        try (Intake intake = new Intake(Intake.Kind.USERS, "", receivedAt, limits)) {
            FeedLines lines = new FeedLines(vocabulary, sources, days, receivedAt, limits);
            if (format == Format.CSV) {
                readCsv(LineReader.csv(body, limits.lineBytes()), lines, intake);
            } else {
                Pipeline.run(LineReader.plain(body, limits.lineBytes()), lines::checkJson, intake::take);
            }
            return Applying.apply(database, intake, FeedBatch::apply);
        }
    }

    private static void readCsv(LineReader body, FeedLines lines, Intake intake) throws IOException {
        CsvHeader header = CsvHeader.take(body, lines::knows);
        if (!header.refusals().isEmpty()) {
            CheckedLines checked = new CheckedLines();
            checked.refuse(header.refusals());
            intake.take(checked);
        }
        Pipeline.run(body, batch -> lines.checkCsv(batch, header), intake::take);
    }
}
