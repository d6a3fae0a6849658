package dev.tideline.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.RandomEvents;
import dev.tideline.engine.timeline.RandomEvents.Raw;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.rules.due.DueAnalysis;
import dev.tideline.rules.due.Thresholds;
import dev.tideline.rules.due.TimeDependence;
import dev.tideline.rules.facts.Derivation;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Field.Owner;
import dev.tideline.rules.facts.FieldType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NextChangeTest {

    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final int SPAN = 70;

    private final Snapshots utc = new Snapshots(Days.UTC);
    private final Snapshots berlin = new Snapshots(new Days(ZoneId.of("Europe/Berlin")));

    @Property(tries = 300)
    void noComparisonTurnsBeforeTheNextChange(@ForAll long seed, @ForAll @IntRange(max = 50) int count) {
        Random random = new Random(seed);
        Snapshots snapshots = random.nextBoolean() ? utc : berlin;
        Instant asOf = START.plusSeconds(random.nextInt((SPAN + 40) * 86_400));
        Timeline timeline = timeline(random, snapshots, count, asOf);
        Map<Field, Thresholds> interests = interests(random, snapshots, timeline);
        FactBuilder now = snapshots.at(timeline, asOf);
        Optional<Instant> next = next(snapshots, interests, asOf, now);

        Instant end = next.orElse(asOf.plus(Duration.ofDays(420)));
        for (Instant probe : probes(random, asOf, end)) {
            assertSame(interests, now, snapshots.at(timeline, probe), asOf + " to " + probe);
        }
        boolean laterKnown = next.isPresent() && snapshots.reader.laterDay() != Days.NEVER;
        if (next.isPresent() && !laterKnown) {
            FactBuilder then = snapshots.at(timeline, next.get());
            assertThat(interests)
                    .as("something turns at %s", next.get())
                    .anySatisfy((field, thresholds) -> assertThat(mayBeEarly(field)
                                    || thresholds.separates(now.number(field.slot()), then.number(field.slot())))
                            .isTrue());
        }
    }

    private static boolean mayBeEarly(Field field) {
        return !field.type().isNumber()
                || field.derived()
                        .filter(d -> d.kind() == Derivation.Kind.DAYS_SINCE_ANNIVERSARY)
                        .isPresent();
    }

    private static Timeline timeline(Random random, Snapshots snapshots, int count, Instant asOf) {
        List<Raw> events = new RandomEvents(random.nextLong(), START, Duration.ofDays(SPAN)).some(count);
        TimelineBuilder feeds = new TimelineBuilder(snapshots.days);
        long first = snapshots.days.of(START);
        for (int i = 0; i < random.nextInt(12); i++) {
            long amount = random.nextInt(4) * 400_000L;
            feeds.feed(first + random.nextInt(SPAN), Snapshots.field("total_asset"), amount);
            Instant until = START.plusSeconds(random.nextInt((SPAN + 60) * 86_400));
            String column = random.nextBoolean() ? "cooling_off_until" : "vip_protected_until";
            feeds.feed(first, Snapshots.field(random.nextBoolean() ? "contest_ends_at" : column), Days.micros(until));
        }
        List<Raw> upTo =
                events.stream().filter(event -> !event.at().isAfter(asOf)).toList();
        return snapshots.of(events).merge(feeds.build()).withEventsOf(snapshots.days.of(asOf), snapshots.of(upTo));
    }

    /** Thresholds at and beside values that the fields really take, so that they are crossed. */
    private static Map<Field, Thresholds> interests(Random random, Snapshots snapshots, Timeline timeline) {
        Map<Field, Thresholds> interests = new HashMap<>();
        for (Field field : Snapshots.VOCABULARY.user().fields()) {
            if (!DueAnalysis.isTemporal(field) || field.owner() == Owner.SEGMENT || random.nextInt(6) > 0) {
                continue;
            }
            List<Long> cuts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Instant at = START.plusSeconds(random.nextInt((SPAN + 90) * 86_400));
                long value =
                        field.type().isNumber() ? snapshots.at(timeline, at).number(field.slot()) : 0;
                cuts.add((value == Fact.MISSING ? 3 : value) + random.nextInt(3) - 1);
            }
            boolean any = !hasSize(field) || random.nextInt(8) == 0;
            interests.put(field, any ? Thresholds.anyChange() : Thresholds.cuts(cuts));
        }
        return interests;
    }

    /** A flag is a number here, but rules ask only whether it is up: no cut lies beside its two values. */
    private static boolean hasSize(Field field) {
        return field.type().isNumber() && field.type() != FieldType.FLAG;
    }

    private static List<Instant> probes(Random random, Instant from, Instant to) {
        List<Instant> probes = new ArrayList<>();
        probes.add(to.minusNanos(1_000));
        long seconds = Duration.between(from, to).toSeconds();
        for (int i = 0; i < 25 && seconds > 0; i++) {
            probes.add(from.plusSeconds((long) (random.nextDouble() * seconds)));
        }
        for (Instant day = from.truncatedTo(java.time.temporal.ChronoUnit.DAYS).plus(Duration.ofDays(1));
                day.isBefore(to) && probes.size() < 80;
                day = day.plus(Duration.ofDays(1))) {
            probes.add(day);
        }
        return probes;
    }

    private static void assertSame(Map<Field, Thresholds> interests, FactBuilder now, FactBuilder then, String when) {
        interests.forEach((field, thresholds) -> {
            if (field.type().isNumber()) {
                long before = now.number(field.slot());
                long after = then.number(field.slot());
                assertThat(thresholds.separates(before, after))
                        .as("%s from %d to %d, cuts %s, %s", field.column(), before, after, thresholds, when)
                        .isFalse();
            } else {
                assertThat(then.user("u").texts(field.slot()))
                        .as("%s, %s", field.column(), when)
                        .isEqualTo(now.user("u").texts(field.slot()));
            }
        });
    }

    @Test
    void aQuietTraderIsDueAtTheMidnightOfTheThreshold() {
        Timeline timeline = utc.of(
                List.of(RandomEvents.raw("trade.executed", Instant.parse("2026-03-01T15:00:00Z"), "{\"usdt\":1}")));
        Instant asOf = Instant.parse("2026-03-05T09:00:00Z");
        Map<Field, Thresholds> interests =
                Map.of(Snapshots.field("days_since_last_trade"), Thresholds.cuts(List.of(30L, 60L)));

        assertThat(next(utc, interests, asOf, utc.at(timeline, asOf))).contains(Instant.parse("2026-03-31T00:00:00Z"));
        asOf = Instant.parse("2026-04-30T09:00:00Z");
        assertThat(next(utc, interests, asOf, utc.at(timeline, asOf))).isEmpty();
    }

    @Test
    void everyMidnightMattersToRulesThatReadTheCalendar() {
        Instant asOf = Instant.parse("2026-03-05T09:00:00Z");
        FactBuilder facts = berlin.at(Timeline.empty(), asOf);
        TimeDependence calendar = new TimeDependence(Map.of(), Map.of(), true, Set.of(), "");

        assertThat(new NextChange(Snapshots.VOCABULARY, berlin.reader, calendar).after(asOf, facts))
                .contains(Instant.parse("2026-03-05T23:00:00Z"));
    }

    private static Optional<Instant> next(
            Snapshots snapshots, Map<Field, Thresholds> interests, Instant asOf, FactBuilder facts) {
        TimeDependence dependence = new TimeDependence(interests, Map.of(), false, interests.keySet(), "");
        return new NextChange(Snapshots.VOCABULARY, snapshots.reader, dependence).after(asOf, facts);
    }
}
