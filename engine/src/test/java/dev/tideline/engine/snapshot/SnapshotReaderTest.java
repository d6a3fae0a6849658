package dev.tideline.engine.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.RandomEvents;
import dev.tideline.engine.timeline.RandomEvents.Raw;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.User;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotReaderTest {

    private static final long USDT = 1_000_000;

    private final Snapshots snapshots = new Snapshots(Days.UTC);
    private final TimelineBuilder builder = new TimelineBuilder(Days.UTC);

    @Test
    void aUserToWhomNothingHappenedHasOnlyInitialValues() {
        FactBuilder facts = snapshots.at(Timeline.empty(), Instant.parse("2026-03-01T00:00:00Z"));
        FactBuilder initial = Snapshots.VOCABULARY.user().builder();

        assertThat(Snapshots.VOCABULARY.user().fields())
                .filteredOn(field -> field.type().isNumber())
                .allSatisfy(field -> assertThat(facts.number(field.slot()))
                        .as(field.column())
                        .isEqualTo(initial.number(field.slot())));
    }

    @Test
    void aWithdrawalIsPendingFromItsRequestToItsEnd() {
        Timeline timeline = of(
                event("withdrawal.requested", "2026-03-01T10:00:00Z", "{\"usdt\":100}"),
                event("withdrawal.requested", "2026-03-01T11:00:00Z", "{\"usdt\":100}"),
                event("withdrawal.requested", "2026-03-01T12:00:00Z", "{\"withdrawal_id\":\"w\",\"usdt\":100}"),
                event("withdrawal.completed", "2026-03-02T10:00:00Z", "{\"usdt\":100}"),
                event("withdrawal.failed", "2026-03-03T10:00:00Z", "{\"usdt\":100}"));

        assertThat(number(timeline, "2026-03-01T23:00:00Z", "withdrawal_pending_since"))
                .isEqualTo(micros("2026-03-01T10:00:00Z"));
        assertThat(number(timeline, "2026-03-02T23:00:00Z", "withdrawal_pending_since"))
                .isEqualTo(micros("2026-03-01T11:00:00Z"));
        assertThat(number(timeline, "2026-03-04T00:30:00Z", "withdrawal_pending_hours"))
                .isEqualTo(60);
        Timeline done = timeline.merge(
                of(event("withdrawal.completed", "2026-03-04T10:00:00Z", "{\"withdrawal_id\":\"w\",\"usdt\":100}")));
        assertThat(number(done, "2026-03-04T11:00:00Z", "withdrawal_pending_since"))
                .isEqualTo(Fact.MISSING);
    }

    @Test
    void ticketsFollowTheirLatestWord() {
        Timeline timeline = of(
                event(
                        "ticket.created",
                        "2026-03-01T10:00:00Z",
                        "{\"id\":\"1\",\"category\":\"FEE\",\"priority\":\"LOW\",\"sentiment\":-0.8}"),
                event(
                        "ticket.created",
                        "2026-03-01T11:00:00Z",
                        "{\"id\":\"2\",\"category\":\"KYC\",\"priority\":\"NORMAL\",\"sentiment\":-0.2,\"opened_by\":\"playbook\"}"),
                event("ticket.updated", "2026-03-02T10:00:00Z", "{\"id\":\"1\",\"priority\":\"URGENT\"}"),
                event("ticket.solved", "2026-03-05T10:00:00Z", "{\"id\":\"1\",\"csat\":2}"));

        User open =
                snapshots.at(timeline, Instant.parse("2026-03-04T00:00:00Z")).user("u");
        assertThat(number(timeline, "2026-03-04T00:00:00Z", "open_ticket_count"))
                .isEqualTo(2);
        assertThat(open.text(slot("open_ticket_priority"))).isEqualTo("URGENT");
        assertThat(open.texts(slot("ticket_category_7d"))).isEqualTo(Set.of("FEE", "KYC"));
        assertThat(number(timeline, "2026-03-04T00:00:00Z", "negative_ticket_count_30d"))
                .isEqualTo(1);
        assertThat(number(timeline, "2026-03-04T00:00:00Z", "sentiment_score_30d"))
                .isEqualTo(-500_000);
        User later =
                snapshots.at(timeline, Instant.parse("2026-03-08T00:00:00Z")).user("u");
        assertThat(later.text(slot("open_ticket_priority"))).isEqualTo("NORMAL");
        assertThat(later.texts(slot("ticket_category_7d"))).isEmpty();
        assertThat(number(timeline, "2026-03-08T00:00:00Z", "last_csat")).isEqualTo(2);
        assertThat(number(timeline, "2026-04-08T00:00:00Z", "sentiment_score_30d"))
                .isEqualTo(Fact.MISSING);
    }

    @Test
    void balancesCarryForwardAndMeansStartWithTheFirstKnownDay() {
        feed("2026-03-01", "total_asset", 70 * USDT);
        feed("2026-03-04", "total_asset", USDT / 2);
        Timeline timeline = builder.build();

        assertThat(number(timeline, "2026-03-03T00:00:00Z", "asset_avg_7d")).isEqualTo(70 * USDT);
        assertThat(number(timeline, "2026-03-05T00:00:00Z", "asset_avg_7d")).isEqualTo((3 * 70 * USDT + USDT) / 5);
        assertThat(number(timeline, "2026-04-20T00:00:00Z", "asset_avg_7d")).isEqualTo(USDT / 2);
        assertThat(number(timeline, "2026-04-01T00:00:00Z", "asset_30d_ago")).isEqualTo(70 * USDT);
        assertThat(number(timeline, "2026-04-20T00:00:00Z", "peak_asset")).isEqualTo(70 * USDT);
        assertThat(number(timeline, "2026-03-04T00:00:00Z", "days_balance_below_1"))
                .isEqualTo(1);
        assertThat(number(timeline, "2026-04-17T00:00:00Z", "days_balance_below_1"))
                .isEqualTo(45);
    }

    @Test
    void onlyATradeOfHisOwnIsAReturn() {
        Timeline timeline = of(
                trade("2026-01-01T10:00:00Z", false),
                trade("2026-04-11T10:00:00Z", true),
                trade("2026-04-12T10:00:00Z", false),
                trade("2026-04-12T11:00:00Z", false),
                trade("2026-04-20T10:00:00Z", false));

        assertThat(number(timeline, "2026-04-11T23:00:00Z", "last_return_at")).isEqualTo(Fact.MISSING);
        assertThat(number(timeline, "2026-04-11T23:00:00Z", "last_trade_at")).isEqualTo(micros("2026-01-01T10:00:00Z"));
        assertThat(number(timeline, "2026-04-30T00:00:00Z", "last_return_at"))
                .isEqualTo(micros("2026-04-12T10:00:00Z"));
        assertThat(number(timeline, "2026-04-30T00:00:00Z", "trade_count_total"))
                .isEqualTo(5);
    }

    @Test
    void anEmptyAccountChurnsNobodyWhoStillTrades() {
        feed("2026-01-01", "total_asset", 70 * USDT);
        feed("2026-01-05", "total_asset", 0);
        Timeline early = builder.build()
                .merge(of(
                        trade("2025-11-01T10:00:00Z", false),
                        trade("2026-02-01T10:00:00Z", false),
                        trade("2026-02-02T10:00:00Z", false)));
        Timeline active = early.merge(of(trade("2026-03-04T10:00:00Z", false)));
        Timeline quiet = early.merge(of(trade("2026-03-05T10:00:00Z", false)));

        assertThat(number(active, "2026-03-10T00:00:00Z", "last_return_at")).isEqualTo(micros("2026-02-01T10:00:00Z"));
        assertThat(number(quiet, "2026-03-10T00:00:00Z", "last_return_at")).isEqualTo(micros("2026-03-05T10:00:00Z"));
    }

    @Test
    void aTradeAfterALongEmptyAccountIsAReturn() {
        feed("2026-01-01", "total_asset", 70 * USDT);
        feed("2026-01-05", "total_asset", 0);
        feed("2026-02-18", "total_asset", 9 * USDT);
        Timeline timeline =
                builder.build().merge(of(trade("2026-01-02T10:00:00Z", false), trade("2026-02-20T10:00:00Z", false)));

        assertThat(number(timeline, "2026-03-01T00:00:00Z", "last_return_at")).isEqualTo(Fact.MISSING);
        feed("2026-02-18", "total_asset", 0);
        feed("2026-02-19", "total_asset", 9 * USDT);
        assertThat(number(timeline.merge(builder.build()), "2026-03-01T00:00:00Z", "last_return_at"))
                .isEqualTo(micros("2026-02-20T10:00:00Z"));
    }

    @Test
    void statesAreThoseOfTheDayAlsoForPastDays() {
        Timeline timeline = of(
                event("kyc.rejected", "2026-03-01T10:00:00Z", "{\"reason\":\"fraud\"}"),
                event("kyc.passed", "2026-03-09T10:00:00Z", "{\"level\":2}"),
                event("consent.changed", "2026-03-05T10:00:00Z", "{\"channel\":\"EMAIL\",\"status\":\"GRANTED\"}"),
                event("consent.changed", "2026-03-06T10:00:00Z", "{\"channel\":\"EMAIL\",\"status\":\"DENIED\"}"));

        User before =
                snapshots.at(timeline, Instant.parse("2026-03-05T23:00:00Z")).user("u");
        assertThat(before.text(slot("kyc_status"))).isEqualTo("REJECTED");
        assertThat(before.text(slot("kyc_reject_reason"))).isEqualTo("FRAUD");
        assertThat(before.text(slot("consent_email"))).isEqualTo("GRANTED");
        assertThat(before.number(slot("kyc_level"))).isZero();
        User after =
                snapshots.at(timeline, Instant.parse("2026-03-09T23:00:00Z")).user("u");
        assertThat(after.text(slot("kyc_reject_reason"))).isNull();
        assertThat(after.number(slot("kyc_level"))).isEqualTo(2);
        assertThat(after.text(slot("consent_email"))).isEqualTo("DENIED");
    }

    @Test
    void touchesVouchersAndProductsAreCounted() {
        Timeline timeline = of(
                event("touch.sent", "2026-03-01T10:00:00Z", "{\"channel\":\"push\"}"),
                event("touch.sent", "2026-03-01T11:00:00Z", "{\"channel\":\"PUSH\",\"class\":\"service\"}"),
                event("incentive.granted", "2026-03-01T12:00:00Z", "{\"decision_id\":\"a\",\"cost\":\"3.5\"}"),
                event("incentive.granted", "2026-03-01T13:00:00Z", "{\"decision_id\":\"b\",\"cost\":\"1\"}"),
                event("incentive.used", "2026-03-01T14:00:00Z", "{\"decision_id\":\"a\"}"),
                event("product.used", "2026-03-01T15:00:00Z", "{\"product\":\"earn\"}"),
                event("product.used", "2026-03-01T16:00:00Z", "{\"product\":\"Moon\"}"));
        FactBuilder facts = snapshots.at(timeline, Instant.parse("2026-03-02T10:30:00Z"));

        assertThat(facts.number(slot("touches_24h"))).isZero();
        assertThat(facts.number(slot("touches_7d"))).isEqualTo(1);
        assertThat(facts.number(slot("open_voucher_count"))).isEqualTo(1);
        assertThat(facts.number(slot("incentive_cost_30d"))).isEqualTo(4_500_000);
        assertThat(facts.number(slot("distinct_products_30d"))).isEqualTo(2);
        assertThat(facts.user("u").texts(slot("channel_touches_24h"))).containsExactly("PUSH=1");
    }

    @Test
    void fedTextsAndSetsHoldFromTheirDayOn() {
        long day = LocalDate.parse("2026-03-01").toEpochDay();
        Timeline timeline = builder.feed(day, Snapshots.field("region_group"), "EU")
                .feed(day + 5, Snapshots.field("region_group"), (String) null)
                .feed(day, Snapshots.field("risk_flags"), Set.of("WASH_TRADE", "BONUS_ABUSE"))
                .feed(day + 5, Snapshots.field("risk_flags"), Set.of())
                .build();

        assertThat(user(timeline, "2026-02-28T23:00:00Z").text(slot("region_group")))
                .isNull();
        assertThat(user(timeline, "2026-03-05T23:00:00Z").text(slot("region_group")))
                .isEqualTo("EU");
        assertThat(user(timeline, "2026-03-05T23:00:00Z").texts(slot("risk_flags")))
                .containsExactlyInAnyOrder("WASH_TRADE", "BONUS_ABUSE");
        assertThat(user(timeline, "2026-03-06T00:00:00Z").text(slot("region_group")))
                .isNull();
        assertThat(user(timeline, "2026-03-06T00:00:00Z").texts(slot("risk_flags")))
                .isEmpty();
    }

    @Test
    void anEventRaisesTheRiskThatAFeedBringsAndNeitherHidesTheOther() {
        long day = LocalDate.parse("2026-03-01").toEpochDay();
        Timeline timeline = builder.feed(day, Snapshots.field("risk_flags"), Set.of("WASH_TRADE"))
                .feed(day + 3, Snapshots.field("risk_flags"), Set.of())
                .feed(day, Snapshots.field("risk_score"), 20)
                .build()
                .merge(of(
                        event("risk.flagged", "2026-03-02T10:00:00Z", "{\"flag\":\"SANCTIONS_HIT\",\"score\":90}"),
                        event("risk.cleared", "2026-03-06T10:00:00Z", "{\"flag\":\"SANCTIONS_HIT\",\"score\":10}")));
        assertRisk(timeline, "2026-03-01T23:00:00Z", 20, "WASH_TRADE");
        assertRisk(timeline, "2026-03-02T23:00:00Z", 90, "WASH_TRADE", "SANCTIONS_HIT");
        assertRisk(timeline, "2026-03-04T23:00:00Z", 90, "SANCTIONS_HIT");
        assertRisk(timeline, "2026-03-06T23:00:00Z", 20);
    }

    private void assertRisk(Timeline timeline, String asOf, long score, String... flags) {
        User user = user(timeline, asOf);
        assertThat(user.texts(slot("risk_flags"))).as(asOf).containsExactlyInAnyOrder(flags);
        assertThat(user.number(slot("risk_score"))).as(asOf).isEqualTo(score);
    }

    private User user(Timeline timeline, String asOf) {
        return snapshots.at(timeline, Instant.parse(asOf)).user("u");
    }

    private void feed(String date, String column, long value) {
        builder.feed(LocalDate.parse(date).toEpochDay(), Snapshots.field(column), value);
    }

    private Timeline of(Raw... events) {
        return snapshots.of(List.of(events));
    }

    private static Raw trade(String at, boolean bonus) {
        return event("trade.executed", at, "{\"product\":\"spot\",\"usdt\":1,\"bonus_funded\":" + bonus + "}");
    }

    private static Raw event(String type, String at, String payload) {
        return RandomEvents.raw(type, Instant.parse(at), payload);
    }

    private long number(Timeline timeline, String asOf, String column) {
        return snapshots.number(timeline, asOf, column);
    }

    private static int slot(String column) {
        return Snapshots.field(column).slot();
    }

    private static long micros(String instant) {
        return Days.micros(Instant.parse(instant));
    }
}
