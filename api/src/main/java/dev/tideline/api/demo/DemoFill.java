package dev.tideline.api.demo;

import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.intake.IngestReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fills an empty database with the demo population, through the same doors as everybody's data. */
@Component
public final class DemoFill {

    private static final Logger LOG = LoggerFactory.getLogger(DemoFill.class);
    private static final long SEED = 20_090_103L;
    private static final int SLICE = 10_000;
    private static final int PIPE = 1 << 20;
    private static final String WITHHELD =
            "The demo is not filled in, because TIDELINE_WEBHOOK_URL is set and would get"
                    + " the touches of its users. TIDELINE_DEMO=on fills it in, =off says that none is wanted.";

    private final Database database;
    private final EventIngest events;
    private final FeedImport feeds;
    private final Clock clock;
    private final TidelineProperties properties;

    DemoFill(Database database, EventIngest events, FeedImport feeds, Clock clock, TidelineProperties properties) {
        this.database = database;
        this.events = events;
        this.feeds = feeds;
        this.clock = clock;
        this.properties = properties;
    }

    /** Work that reads a stream to its end. */
    @FunctionalInterface
    private interface Intake {
        IngestReport take(InputStream body) throws IOException;
    }

    /** Fills the database if the demo is wanted and nobody is in it; says whether it did. */
    public boolean fillIfEmpty() {
        if (!properties.wantsDemo() || !isEmpty()) {
            withheld(properties, this::isEmpty).ifPresent(LOG::info);
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        DemoPopulation population = new DemoPopulation(SEED, properties.demoUsers(), now);
        long taken = 0;
        for (int from = 0; from < population.users(); from += SLICE) {
            int first = from;
            int last = Math.min(population.users(), from + SLICE);
            taken += pipe(out -> population.writeEvents(first, last, out), body -> events.take(body, now));
            pipe(
                    out -> population.writeFeed(first, last, out),
                    body -> feeds.take(FeedImport.Format.NDJSON, body, now));
            progress(last, population.users(), taken, now);
        }
        return true;
    }

    /** Why an empty database that would get the demo stays empty; empty if it is filled, or none is wanted. */
    static Optional<String> withheld(TidelineProperties properties, BooleanSupplier empty) {
        return properties.withholdsDemo() && empty.getAsBoolean() ? Optional.of(WITHHELD) : Optional.empty();
    }

    private void progress(int done, int users, long taken, Instant start) {
        Duration spent = Duration.between(start, clock.instant());
        long left = spent.toMillis() * (users - done) / done / 1_000;
        LOG.info("Demo: {} of {} users with {} events, {} s left", done, users, taken, left);
    }

    private boolean isEmpty() {
        return database.inTransaction(transaction -> transaction
                .sql("select not exists (select from users) as empty")
                .one(row -> row.flag("empty")));
    }

    private static long pipe(Consumer<Writer> source, Intake intake) {
        try (PipedInputStream body = new PipedInputStream(PIPE)) {
            PipedOutputStream out = new PipedOutputStream(body);
            CompletableFuture<Void> written = CompletableFuture.runAsync(() -> write(source, out));
            IngestReport report = intake.take(body);
            written.join();
            if (report.refused() > 0) {
                throw new IllegalStateException("The demo's own data were refused: " + report.problems());
            }
            return report.accepted();
        } catch (IOException e) {
            throw new UncheckedIOException("The demo could not be filled in", e);
        }
    }

    private static void write(Consumer<Writer> source, PipedOutputStream out) {
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            source.accept(writer);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo could not be written", e);
        }
    }
}
