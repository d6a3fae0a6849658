package dev.tideline.engine.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.timeline.RandomEvents.Raw;
import dev.tideline.engine.timeline.cells.Metric;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant START = Instant.parse("2025-12-20T00:00:00Z");
    private static final Field ASSET = Vocabulary.shipped().user().require("total_asset");
    private static final Field REGION = Vocabulary.shipped().user().require("region_group");
    private static final Field FLAGS = Vocabulary.shipped().user().require("risk_flags");

    @Property(tries = 300)
    void anyOrderAndGroupingOfTheSameEventsGivesTheSameBytes(
            @ForAll long seed, @ForAll @IntRange(max = 60) int count, @ForAll @IntRange(min = 1, max = 90) int span) {
        List<Raw> events = new RandomEvents(seed, START, Duration.ofDays(span)).some(count);
        Timeline atOnce = of(events, Days.UTC);
        List<Raw> shuffled = new ArrayList<>(events);
        Random random = new Random(seed);
        Collections.shuffle(shuffled, random);

        Timeline piecemeal = Timeline.empty();
        for (int at = 0; at < count; ) {
            int end = Math.min(count, at + 1 + random.nextInt(8));
            Timeline part = of(shuffled.subList(at, end), Days.UTC);
            piecemeal = random.nextBoolean() ? piecemeal.merge(part) : part.merge(piecemeal);
            at = end;
        }

        assertThat(piecemeal).isEqualTo(atOnce);
        assertThat(Timeline.of(atOnce.bytes().clone())).isEqualTo(atOnce);
    }

    @Property(tries = 100)
    void theDayOfAnInstantCanBeReplacedByItsEventsUpToTheInstant(
            @ForAll long seed, @ForAll @IntRange(max = 40) int count) {
        Days days = new Days(ZoneId.of("Asia/Shanghai"));
        List<Raw> events = new RandomEvents(seed, START, Duration.ofDays(5)).some(count);
        Instant asOf = START.plus(Duration.ofMinutes(new Random(seed).nextInt(5 * 24 * 60)));
        long day = days.of(asOf);
        List<Raw> upTo =
                events.stream().filter(event -> !event.at().isAfter(asOf)).toList();
        List<Raw> otherDays =
                events.stream().filter(event -> days.of(event.at()) != day).toList();
        List<Raw> expected = new ArrayList<>(otherDays);
        upTo.stream().filter(event -> days.of(event.at()) == day).forEach(expected::add);

        Timeline whole = of(events, days).merge(fed(day));
        Timeline partial = whole.withEventsOf(day, of(upTo, days).merge(fed(day + 1)));

        assertThat(partial).isEqualTo(of(expected, days).merge(fed(day)));
        if (!whole.mayHaveLaterEventsOnDayOf(asOf, days)) {
            assertThat(partial).isEqualTo(whole);
        }
    }

    @Test
    void saysWhetherTheDayMayHoldLaterEvents() {
        Timeline timeline = of(List.of(trade("2026-03-01T10:30:20Z")), Days.UTC);

        assertThat(timeline.mayHaveLaterEventsOnDayOf(Instant.parse("2026-03-01T10:30:00Z"), Days.UTC))
                .isTrue();
        assertThat(timeline.mayHaveLaterEventsOnDayOf(Instant.parse("2026-03-01T10:31:00Z"), Days.UTC))
                .isFalse();
        assertThat(timeline.mayHaveLaterEventsOnDayOf(Instant.parse("2026-02-28T10:00:00Z"), Days.UTC))
                .isFalse();
        assertThat(Timeline.empty().mayHaveLaterEventsOnDayOf(START, Days.UTC)).isFalse();
    }

    @Test
    void aLaterImportOfTheSameDayAndFieldWinsAndOtherDaysStay() {
        Timeline first = new TimelineBuilder(Days.UTC)
                .feed(10, ASSET, 5)
                .feed(11, ASSET, 5)
                .feed(12, ASSET, 5)
                .feed(10, REGION, "EU")
                .feed(10, FLAGS, Set.of("B", "A"))
                .build();
        Timeline second = new TimelineBuilder(Days.UTC)
                .feed(11, ASSET, Fact.MISSING)
                .feed(10, REGION, (String) null)
                .build();

        Timeline expected = new TimelineBuilder(Days.UTC)
                .feed(12, ASSET, 5)
                .feed(11, ASSET, Fact.MISSING)
                .feed(10, ASSET, 5)
                .feed(10, FLAGS, Set.of("A", "B"))
                .feed(10, REGION, (String) null)
                .build();
        assertThat(first.merge(second)).isEqualTo(expected);
    }

    @Test
    void aConstantDailyFeedTakesAsManyBytesAsOneDay() {
        TimelineBuilder builder = new TimelineBuilder(Days.UTC);
        for (long day = 0; day < 365; day++) {
            builder.feed(20_000 + day, ASSET, 123_456_789);
        }

        assertThat(builder.build().bytes()).hasSizeLessThan(20);
    }

    @Test
    void refusesBytesOfAnotherVersion() {
        assertThatThrownBy(() -> Timeline.of(new byte[] {9})).hasMessageContaining("version 1");
    }

    @Test
    void everyMetricHasAnIdOfItsOwn() {
        assertThat(Metric.values()).extracting(Metric::id).doesNotHaveDuplicates();
        for (Metric metric : Metric.values()) {
            assertThat(Metric.of(metric.id())).isEqualTo(metric);
        }
    }

    private static Timeline fed(long day) {
        return new TimelineBuilder(Days.UTC).feed(day, ASSET, 7).build();
    }

    private static Raw trade(String at) {
        return RandomEvents.raw("trade.executed", Instant.parse(at), "{\"usdt\":\"1\"}");
    }

    static Timeline of(List<Raw> events, Days days) {
        TimelineBuilder builder = new TimelineBuilder(days);
        events.forEach(event -> builder.event(event.type(), event.at(), event.payload()));
        return builder.build();
    }
}
