package dev.tideline.engine.benchmark;

import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.timeline.Days;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import org.postgresql.PGConnection;

/** The same events by COPY into a bare table and by ingest into the engine's; both read a file and commit durably. */
final class IngestRounds implements AutoCloseable {

    private static final int EVENTS_A_USER = 10;
    private static final int YEAR_SECONDS = 365 * 86_400;

    private final DurablePostgres postgres = new DurablePostgres();
    private final int events;
    private final Path lines;
    private final Path rows;

    /**
     * One round.
     *
     * @param report what ingest says
     * @param rows rows that COPY wrote
     */
    record Round(IngestReport report, double seconds, long rows, double copySeconds) {}

    IngestRounds(int events) throws IOException {
        this.events = events;
        lines = Files.createTempFile("tideline-events", ".ndjson");
        rows = Files.createTempFile("tideline-events", ".copy");
        postgres.alone("""
                CREATE TABLE plain_event (event_id uuid PRIMARY KEY, type text, user_id text, occurred_at timestamptz,
                    received_at timestamptz, source text, schema_version text, payload jsonb)""");
    }

    /** Other events into empty tables; the two sides take turns in going first. */
    Round round(int number) throws IOException {
        write(new SplittableRandom(number));
        postgres.alone("TRUNCATE plain_event, event, users, person, intake, refused_line CASCADE");
        postgres.alone("CHECKPOINT");
        long[] copied = {0};
        IngestReport[] report = {null};
        double copy = 0;
        if (number % 2 == 0) {
            copy = seconds(() -> copied[0] = copy());
        }
        double ingest = seconds(() -> report[0] = ingest());
        if (number % 2 == 1) {
            copy = seconds(() -> copied[0] = copy());
        }
        return new Round(report[0], ingest, copied[0], copy);
    }

    private long copy() {
        return postgres.database().inTransaction(transaction -> {
            try (InputStream in = Files.newInputStream(rows)) {
                return transaction
                        .connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY plain_event FROM STDIN", in, 1 << 16);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private IngestReport ingest() {
        try (InputStream in = Files.newInputStream(lines)) {
            return new EventIngest(postgres.database(), Days.UTC, EventTypes.shipped(), IngestLimits.STANDARD)
                    .take(in, Life.END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private void write(SplittableRandom random) throws IOException {
        int users = Math.max(1, events / EVENTS_A_USER);
        try (Writer json = Files.newBufferedWriter(lines);
                Writer copy = Files.newBufferedWriter(rows)) {
            for (int i = 0; i < events; i++) {
                UUID id = new UUID(random.nextLong(), random.nextLong());
                String user = "user-" + random.nextInt(users);
                String at = Life.END.minusSeconds(random.nextInt(YEAR_SECONDS)).toString();
                String payload = String.format(
                        Locale.ROOT,
                        "{\"trade_id\":\"t%d\",\"product\":\"spot\",\"symbol\":\"BTCUSDT\",\"side\":\"BUY\",\"qty\":\"0.5\","
                                + "\"price\":\"65000.1\",\"usdt\":\"%d.12\",\"fee_usdt\":\"0.0123\",\"maker\":false}",
                        i,
                        random.nextInt(10_000));
                json.write("{\"event_id\":\"" + id + "\",\"type\":\"trade.executed\",\"user_id\":\"" + user
                        + "\",\"occurred_at\":\"" + at + "\",\"received_at\":\"" + at
                        + "\",\"source\":\"spot\",\"schema_version\":1,\"payload\":" + payload + "}\n");
                copy.write(String.join("\t", id.toString(), "trade.executed", user, at, at, "spot", "1", payload));
                copy.write('\n');
            }
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        Files.delete(lines);
        Files.delete(rows);
    }
}
