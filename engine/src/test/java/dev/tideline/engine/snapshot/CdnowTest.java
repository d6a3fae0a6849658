package dev.tideline.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.RandomEvents;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.derive.Derivations;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.segments.Segmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dormancy and return over 6,919 real purchases (CDNOW sample), against counts computed elsewhere. */
class CdnowTest {

    private static final Path FOLDER = Path.of("..", "..", "shared", "data");
    private static final int GAP = 90;

    private final Vocabulary vocabulary = Vocabulary.shipped();
    private final Derivations derivations = Derivations.of(vocabulary.user());
    private final Field since = field("days_since_last_trade");
    private final Field gap = field("last_trade_gap_days");
    private final Field today = field("trade_count_7d");
    private final Field total = field("trade_count_total");
    private final SnapshotReader reader = new SnapshotReader(
            vocabulary,
            FieldSources.shipped(vocabulary),
            HistoryRules.of(Segmentation.shipped(vocabulary)),
            Days.UTC,
            List.of(since, gap, today, total));

    @Test
    void dormancyAndReturnOfEveryDayEqualTheExpectedCounts() throws IOException {
        Path purchases = FOLDER.resolve("cdnow_sample.txt");
        assumeThat(purchases)
                .as("the CDNOW sample is beside the project in ../shared/data")
                .exists();
        List<Timeline> customers = customers(purchases);
        List<String> expected = Files.readAllLines(FOLDER.resolve("cdnow_sample_expected_triggers_by_day.csv"));
        List<String> actual = new ArrayList<>();
        actual.add(expected.get(0));
        for (String line : expected.subList(1, expected.size())) {
            actual.add(day(customers, LocalDate.parse(line.substring(0, 10)), line));
        }

        assertThat(actual).isEqualTo(expected);
    }

    private String day(List<Timeline> customers, LocalDate date, String expected) {
        Instant asOf = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1_000);
        int[] dormant = new int[3];
        int returned = 0;
        for (Timeline customer : customers) {
            FactBuilder facts = vocabulary.user().builder();
            reader.read(customer, asOf, facts);
            derivations.at(asOf, ZoneOffset.UTC).apply(facts);
            long quiet = facts.number(since.slot());
            for (int i = 0; i < 3; i++) {
                dormant[i] += quiet == 30L * (i + 1) ? 1 : 0;
            }
            returned += quiet == 0 && facts.number(gap.slot()) >= GAP ? 1 : 0;
            assertThat(facts.number(gap.slot()) == Fact.MISSING || facts.number(total.slot()) >= 2)
                    .isTrue();
        }
        String[] columns = expected.split(",", -1);
        return String.join(",", columns[0], columns[1], columns[2]) + "," + dormant[0] + "," + dormant[1] + ","
                + dormant[2] + "," + returned;
    }

    private static List<Timeline> customers(Path file) throws IOException {
        Map<String, TimelineBuilder> customers = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.strip().split("\\s+", -1);
            LocalDate date = LocalDate.parse(columns[2], DateTimeFormatter.BASIC_ISO_DATE);
            RandomEvents.Raw trade = RandomEvents.raw(
                    "trade.executed",
                    date.atTime(12, 0).toInstant(ZoneOffset.UTC),
                    "{\"product\":\"spot\",\"usdt\":\"" + columns[4] + "\"}");
            customers
                    .computeIfAbsent(columns[0], absent -> new TimelineBuilder(Days.UTC))
                    .event(trade.type(), trade.at(), trade.payload());
        }
        return customers.values().stream().map(TimelineBuilder::build).toList();
    }

    private Field field(String column) {
        return vocabulary.user().require(column);
    }
}
