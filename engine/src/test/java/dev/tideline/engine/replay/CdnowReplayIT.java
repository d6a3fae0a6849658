package dev.tideline.engine.replay;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tideline.engine.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replay of 6,919 real purchases (CDNOW sample) against counts computed elsewhere. */
final class CdnowReplayIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Path FOLDER = Path.of("..", "..", "shared", "data");
    private static final Path PURCHASES = FOLDER.resolve("cdnow_sample.txt");
    private static final String KEY = "cdnow";
    private static final List<String> TRIGGERS = List.of("dormant30", "dormant60", "dormant90", "reactivation90");
    private static final List<String> BANDS = List.of("active-le30", "at-risk-31-60", "dormant-61-90", "churned-gt90");

    private static ReplayScene scene;
    private static List<String> purchases = List.of();

    @BeforeAll
    static void ingest() throws IOException {
        assumeThat(PURCHASES)
                .as("the CDNOW sample is beside the project in ../shared/data")
                .exists();
        purchases = Files.readAllLines(PURCHASES);
        List<String> events = new ArrayList<>();
        for (String line : purchases) {
            events.add(event(events.size() + 1, line.strip().split("\\s+", -1)));
        }
        scene = new ReplayScene(DB.database());
        scene.take(events);
        scene.replays.start();
    }

    @AfterAll
    static void stop() {
        if (scene != null) {
            scene.close();
        }
    }

    private static String event(int line, String[] columns) {
        return """
                {"event_id":"00000000-0000-4000-8000-%012d","type":"trade.executed","user_id":"%s",\
                "occurred_at":"%sT12:00:00Z","payload":{"product":"spot","usdt":"%s"}}""".formatted(line, columns[0], iso(columns[2]), columns[4]);
    }

    private static String iso(String day) {
        return day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6);
    }

    @Test
    void candidatesOfEveryDayEqualTheExpectedTriggers() throws IOException {
        List<String> rules = new ArrayList<>();
        for (int days = 30; days <= 90; days += 30) {
            rules.add(rule("dormant" + days, "daysSinceLastTrade == " + days));
        }
        rules.add(rule("reactivation90", "daysSinceLastTrade == 0, lastTradeGapDays >= 90"));
        Map<String, String> files =
                ReplayScene.files(KEY, "class: promotional\nreentry: { cooldown: P30D }", String.join("\n", rules));
        List<String> lines = Files.readAllLines(FOLDER.resolve("cdnow_sample_expected_triggers_by_day.csv"));
        List<String> expected = lines.subList(1, lines.size());
        Map<String, Long> candidates =
                candidates(scene.run(files, day(expected.get(0)), day(expected.get(expected.size() - 1)), Every.DAY));

        List<String> actual = new ArrayList<>();
        for (String line : expected) {
            String[] columns = line.split(",", -1);
            StringBuilder row = new StringBuilder(String.join(",", columns[0], columns[1], columns[2]));
            TRIGGERS.forEach(rule -> row.append(',').append(candidates.get(columns[0] + " " + KEY + "/" + rule)));
            actual.add(row.toString());
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void segmentsAtEachMonthsEndEqualTheExpectedStages() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("cdnow_sample_expected_stage_counts.csv"));
        List<String> expected = lines.subList(1, lines.size());
        String last = day(expected.get(expected.size() - 1));
        Map<String, Long> bands = candidates(scene.run(bands(), "1997-01-01", last, Every.MONTH));
        Map<YearMonth, Long> returned = scene.run(returned(), "1997-01-01", last, Every.DAY).stream()
                .collect(groupingBy(result -> YearMonth.from(result.date()), summingLong(Replay.Result::candidates)));

        List<String> actual = new ArrayList<>();
        for (String line : expected) {
            LocalDate end = LocalDate.parse(day(line));
            StringBuilder row = new StringBuilder(end + "," + notYet(end));
            BANDS.forEach(band -> row.append(',').append(bands.get(end + " " + KEY + "/" + band)));
            actual.add(row.append(',').append(returned.get(YearMonth.from(end))).toString());
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static Map<String, String> bands() {
        return ReplayScene.files(
                KEY,
                "class: promotional\nreentry: { once: ever }",
                rule("active-le30", "daysSinceLastTrade <= 30")
                        + rule("at-risk-31-60", "daysSinceLastTrade > 30, daysSinceLastTrade <= 60")
                        + rule("dormant-61-90", "daysSinceLastTrade > 60, daysSinceLastTrade <= 90")
                        + rule("churned-gt90", "daysSinceLastTrade > 90"));
    }

    private static Map<String, String> returned() {
        return ReplayScene.files(
                KEY,
                "class: promotional\nreentry: { once: ever }",
                rule("resurrected", "daysSinceLastTrade == 0, lastTradeGapDays > 90"));
    }

    private static String rule(String name, String condition) {
        return ReplayScene.rule(KEY + "/" + name, condition, "segment(\"" + name + "\")");
    }

    private static Map<String, Long> candidates(List<Replay.Result> results) {
        Map<String, Long> candidates = new TreeMap<>();
        results.forEach(result -> candidates.put(result.date() + " " + result.rule(), result.candidates()));
        return candidates;
    }

    private static long notYet(LocalDate end) {
        Set<String> all = new HashSet<>();
        Map<String, LocalDate> first = new HashMap<>();
        for (String line : purchases) {
            String[] columns = line.strip().split("\\s+", -1);
            all.add(columns[0]);
            first.merge(columns[0], LocalDate.parse(iso(columns[2])), (a, b) -> a.isBefore(b) ? a : b);
        }
        return all.size()
                - first.values().stream().filter(date -> !date.isAfter(end)).count();
    }

    private static String day(String line) {
        return line.substring(0, 10);
    }
}
