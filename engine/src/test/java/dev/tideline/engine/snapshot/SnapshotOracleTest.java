package dev.tideline.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.RandomEvents;
import dev.tideline.engine.timeline.RandomEvents.Raw;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Snapshots from timelines against the plainest computation from raw events. */
class SnapshotOracleTest {

    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Snapshots snapshots = new Snapshots(new Days(ZONE));

    @Property(tries = 300)
    void fieldsEqualThoseComputedFromRawEvents(@ForAll long seed, @ForAll @IntRange(max = 80) int count) {
        List<Raw> events = new RandomEvents(seed, START, Duration.ofDays(100)).some(count);
        Instant asOf = START.plusSeconds(new Random(seed).nextInt(110 * 86_400));
        List<Raw> known =
                events.stream().filter(event -> !event.at().isAfter(asOf)).toList();
        LocalDate today = LocalDate.ofInstant(asOf, ZONE);
        Timeline timeline = snapshots.of(events).withEventsOf(snapshots.days.of(asOf), snapshots.of(known));
        FactBuilder facts = snapshots.at(timeline, asOf);

        Predicate<Raw> own =
                trade().and(event -> !event.payload().path("bonus_funded").asBoolean());
        check(facts, "trade_count_total", known.stream().filter(trade()).count());
        check(facts, "trade_count_7d", days(known, today, 6, 0).filter(trade()).count());
        check(facts, "volume_30d", sum(days(known, today, 29, 0).filter(trade()), "usdt"));
        check(facts, "volume_prev_30d", sum(days(known, today, 59, 30).filter(trade()), "usdt"));
        check(
                facts,
                "active_trade_days_prev_30d",
                dates(days(known, today, 59, 30).filter(trade())).size());
        check(facts, "fee_paid_90d", sum(days(known, today, 89, 0).filter(trade()), "fee_usdt"));
        check(facts, "last_trade_at", last(known.stream().filter(own)));
        check(facts, "first_trade_at", first(known.stream().filter(trade())));
        check(facts, "last_trade_gap_days", gap(dates(known.stream().filter(own))));
        check(facts, "last_login_at", last(known.stream().filter(is("login"))));
        check(
                facts,
                "login_days_30d",
                dates(days(known, today, 29, 0).filter(is("login"))).size());
        check(
                facts,
                "realized_pnl_7d",
                sum(days(known, today, 6, 0).filter(event -> event.type().startsWith("position")), "pnl"));
        Predicate<Raw> deposit = is("deposit.succeeded")
                .and(event -> !event.payload().path("internal").asBoolean());
        Predicate<Raw> paidOut = is("withdrawal.completed");
        check(facts, "deposit_total", sum(known.stream().filter(deposit), "usdt"));
        check(
                facts,
                "net_deposit_7d",
                sum(days(known, today, 6, 0).filter(deposit), "usdt")
                        - sum(days(known, today, 6, 0).filter(paidOut), "usdt"));
        Predicate<Raw> lastDay = event -> event.at().isAfter(asOf.minus(Duration.ofHours(24)));
        check(facts, "withdrawal_24h", sum(known.stream().filter(paidOut).filter(lastDay), "usdt"));
        check(
                facts,
                "deposit_failed_24h",
                known.stream().filter(is("deposit.failed")).filter(lastDay).count());
        check(
                facts,
                "clicks_30d",
                days(known, today, 29, 0).filter(is("touch.clicked")).count());
        check(facts, "last_touch_at", last(known.stream().filter(is("touch.sent"))));
        check(facts, "consent_changed_at", last(known.stream().filter(is("consent.changed"))));
        check(facts, "kyc_passed_at", first(known.stream().filter(is("kyc.passed"))));
        check(facts, "ticket_solved_at", last(known.stream().filter(is("ticket.solved"))));
    }

    private static void check(FactBuilder facts, String column, long expected) {
        assertThat(facts.number(Snapshots.field(column).slot())).as(column).isEqualTo(expected);
    }

    private static Predicate<Raw> trade() {
        return is("trade.executed");
    }

    private static Predicate<Raw> is(String type) {
        return event -> event.type().equals(type);
    }

    private static Stream<Raw> days(List<Raw> events, LocalDate today, int from, int to) {
        return events.stream().filter(event -> {
            LocalDate date = LocalDate.ofInstant(event.at(), ZONE);
            return !date.isBefore(today.minusDays(from)) && !date.isAfter(today.minusDays(to));
        });
    }

    private static NavigableSet<LocalDate> dates(Stream<Raw> events) {
        NavigableSet<LocalDate> dates = new TreeSet<>();
        events.forEach(event -> dates.add(LocalDate.ofInstant(event.at(), ZONE)));
        return dates;
    }

    private static long gap(NavigableSet<LocalDate> dates) {
        return dates.size() < 2
                ? Fact.MISSING
                : dates.last().toEpochDay() - dates.lower(dates.last()).toEpochDay();
    }

    private static long sum(Stream<Raw> events, String field) {
        return events.map(event -> new BigDecimal(event.payload().path(field).asString("0")))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointRight(6)
                .longValueExact();
    }

    private static long last(Stream<Raw> events) {
        return events.map(Raw::at)
                .max(Comparator.naturalOrder())
                .map(Days::micros)
                .orElse(Fact.MISSING);
    }

    private static long first(Stream<Raw> events) {
        return events.map(Raw::at)
                .min(Comparator.naturalOrder())
                .map(Days::micros)
                .orElse(Fact.MISSING);
    }
}
