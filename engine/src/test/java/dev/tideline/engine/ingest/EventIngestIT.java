package dev.tideline.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.check.Refusal;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.ingest.intake.RefusedLines;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventIngestIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    @BeforeEach
    void empty() {
        DB.truncate("event", "users", "person", "intake", "source_watermark");
    }

    @Test
    void anyOrderAndRepetitionGivesTheSameState() throws IOException {
        List<String> events = events(300, 20);
        take(ingest(IngestLimits.STANDARD), events);
        String once = timelines();

        for (int seed = 1; seed <= 3; seed++) {
            empty();
            List<String> shuffled = new ArrayList<>(events);
            shuffled.addAll(events.subList(0, 100));
            Collections.shuffle(shuffled, new Random(seed));
            take(ingest(IngestLimits.STANDARD), shuffled.subList(0, 150));
            take(ingest(limits(37)), shuffled.subList(120, 400));
            assertThat(timelines()).isEqualTo(once);
            assertThat(number("SELECT count(*) AS n FROM event")).isEqualTo(300);
        }
    }

    @Test
    void countsDuplicatesAndConflictsAndLetsTheFirstStand() throws IOException {
        String id = new UUID(7, 7).toString();
        String first = trade(id, "u1", "2026-03-01T10:00:00Z", "10");
        String other = trade(id, "u2", "2026-03-01T10:00:00Z", "10");
        IngestReport report = take(ingest(IngestLimits.STANDARD), List.of(other, first, other));
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.duplicates()).isEqualTo(2);
        assertThat(report.conflicts()).isEqualTo(1);
        assertThat(report.problems())
                .extracting(problem -> problem.place().line())
                .containsExactly(2);

        IngestReport again = take(ingest(IngestLimits.STANDARD), List.of(first, other));
        assertThat(again.accepted()).isZero();
        assertThat(again.duplicates()).isEqualTo(2);
        assertThat(again.conflicts()).isEqualTo(1);
        assertThat(texts("SELECT user_id AS t FROM users")).containsExactly("u2");
    }

    @Test
    void keepsGoodLinesAndReportsBadOnes() throws IOException {
        String good = trade(new UUID(1, 1).toString(), "u1", "2026-03-01T10:00:00Z", "10");
        IngestReport report = take(
                ingest(IngestLimits.STANDARD),
                List.of("{\"event_id\":1}", good, "no json", good.replace("\"10\"", "\"a\\u0000\"")));
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(3);
        assertThat(report.problems())
                .extracting(EventIngestIT::placed)
                .contains("1 /event_id", "3 ", "4 /payload/usdt");
        assertThat(number("SELECT count(DISTINCT line) AS n FROM refused_line")).isEqualTo(3);
    }

    @Test
    void reportsAFewOfManyBadLinesAndCountsAll() throws IOException {
        IngestLimits limits = new IngestLimits(1_024, 5, 50, 1_000);
        IngestReport report = take(ingest(limits), Collections.nCopies(2_000, "{}"));
        assertThat(report.refused()).isEqualTo(2_000);
        assertThat(report.problems()).hasSize(5);
        assertThat(number("SELECT count(*) AS n FROM refused_line")).isEqualTo(50);
    }

    @Test
    void aPageOfRefusedLinesNeverSplitsALine() throws IOException {
        IngestReport report = take(ingest(IngestLimits.STANDARD), List.of("{}", "{}"));
        long intake = report.intakeNo();
        RefusedLines lines = new RefusedLines(DB.database());
        List<Refusal> first = lines.of(intake, 0, 1);
        assertThat(first).hasSizeGreaterThan(1).allMatch(refusal -> refusal.line() == 1);
        assertThat(lines.of(intake, 1, 1)).hasSameSizeAs(first).allMatch(refusal -> refusal.line() == 2);
        assertThat(lines.of(intake, 2, 1)).isEmpty();
        assertThat(lines.kind(intake)).contains("EVENTS");
    }

    @Test
    void readsRefusedLinesBeyondTheRangeOfAnInt() throws IOException {
        long intake = take(ingest(IngestLimits.STANDARD), List.of("{}")).intakeNo();
        DB.database().inTransaction(transaction -> transaction.execute("UPDATE refused_line SET line = 3000000000"));
        assertThat(new RefusedLines(DB.database()).of(intake, 2_999_999_999L, 1))
                .isNotEmpty()
                .allMatch(refusal -> refusal.line() == 3_000_000_000L);
    }

    @Test
    void aBodyThatBreaksOffLeavesNothing() {
        InputStream half = new SequenceInputStream(body(events(100, 5)), closed());
        assertThatThrownBy(() -> ingest(IngestLimits.STANDARD).take(half, NOW)).isInstanceOf(IOException.class);
        assertThat(number("SELECT count(*) AS n FROM users")).isZero();
        assertThat(number("SELECT count(*) AS n FROM event")).isZero();
        assertThat(number("SELECT count(*) AS n FROM intake")).isZero();
    }

    @Test
    void anEmptyBodyIsAnIntakeOfNothing() throws IOException {
        IngestReport report = take(ingest(IngestLimits.STANDARD), List.of());
        assertThat(report.accepted() + report.duplicates() + report.refused()).isZero();
    }

    @Test
    void advancesTheWatermarkAndNeverBack() throws IOException {
        String event = trade(new UUID(1, 1).toString(), "u1", "2026-03-01T10:00:00Z", "10");
        take(ingest(IngestLimits.STANDARD), List.of(event));
        String late = trade(new UUID(1, 2).toString(), "u1", "2026-02-01T10:00:00Z", "10")
                .replace("{\"event_id\"", "{\"received_at\":\"2026-02-01T11:00:00Z\",\"event_id\"");
        take(ingest(IngestLimits.STANDARD), List.of(late));
        assertThat(texts("SELECT source || ' ' || (watermark = '2026-04-01Z') AS t FROM source_watermark"))
                .containsExactly("events true");
    }

    @Test
    void requestsAtTheSameTimeLoseNothing() throws Exception {
        List<String> events = events(2_000, 50);
        take(ingest(IngestLimits.STANDARD), events);
        String once = timelines();
        empty();

        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<IngestReport>> requests = new ArrayList<>();
        for (int part = 0; part < 8; part++) {
            List<String> some = new ArrayList<>(events.subList(part * 200, part * 200 + 600));
            Collections.shuffle(some, new Random(part));
            requests.add(() -> take(ingest(IngestLimits.STANDARD), some));
        }
        long accepted = 0;
        for (Future<IngestReport> request : threads.invokeAll(requests)) {
            accepted += request.get().accepted();
        }
        threads.shutdown();
        assertThat(accepted).isEqualTo(2_000);
        assertThat(timelines()).isEqualTo(once);
    }

    private static String placed(Problem problem) {
        return problem.place().line() + " " + problem.place().pointer();
    }

    private static EventIngest ingest(IngestLimits limits) {
        return new EventIngest(DB.database(), Days.UTC, EventTypes.shipped(), limits);
    }

    private static IngestLimits limits(int batchLines) {
        return new IngestLimits(4_096, 10, 10, batchLines);
    }

    private static IngestReport take(EventIngest ingest, List<String> lines) throws IOException {
        return ingest.take(body(lines), NOW);
    }

    private static InputStream body(List<String> lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream closed() {
        InputStream closed = InputStream.nullInputStream();
        try {
            closed.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return closed;
    }

    private static List<String> events(int count, int users) {
        Random random = new Random(42);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = NOW.minusSeconds(random.nextInt(90 * 86_400));
            String user = "u" + random.nextInt(users);
            events.add(
                    trade(new UUID(random.nextLong(), i).toString(), user, at.toString(), "" + random.nextInt(1_000)));
        }
        return events;
    }

    private static String trade(String id, String user, String at, String usdt) {
        return """
                {"event_id":"%s","type":"trade.executed","user_id":"%s","occurred_at":"%s",\
                "payload":{"product":"spot","usdt":"%s"}}""".formatted(id, user, at, usdt);
    }

    private static String timelines() {
        return texts("SELECT user_id || encode(timeline, 'hex') AS t FROM users ORDER BY user_id").stream()
                .collect(Collectors.joining("\n"));
    }

    private static long number(String sql) {
        Database database = DB.database();
        return database.inTransaction(t -> t.sql(sql).one(row -> row.number("n")));
    }

    private static List<String> texts(String sql) {
        Database database = DB.database();
        return database.inTransaction(t -> t.sql(sql).list(row -> row.text("t")));
    }
}
