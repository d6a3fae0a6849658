package dev.tideline.engine.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plausible events of one user for tests. */
public final class RandomEvents {

    /** One raw event. */
    public record Raw(String type, Instant at, JsonNode payload) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> CHANNELS = List.of("EMAIL", "SMS", "PUSH");

    private final Random random;
    private final Instant start;
    private final Duration span;

    public RandomEvents(long seed, Instant start, Duration span) {
        this.random = new Random(seed);
        this.start = start;
        this.span = span;
    }

    /** So many events, in random order of time. */
    public List<Raw> some(int count) {
        List<Raw> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(one());
        }
        return events;
    }

    private Raw one() {
        long seconds = (long) (random.nextDouble() * span.toSeconds());
        Instant at = start.plusSeconds(seconds - (random.nextInt(4) == 0 ? seconds % 3600 : 0));
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 ->
                raw("trade.executed", at, """
                {"product":"%s","usdt":"%d.%d","fee_usdt":0.25,"bonus_funded":%b}""".formatted(
                        pick("spot", "futures", "copy", "Casino", "moon"), number(2000), number(99), chance(4)));
            case 4 -> raw("deposit.succeeded", at, """
                {"usdt":%d.5,"internal":%b}""".formatted(number(900), chance(3)));
            case 5 -> raw("deposit.failed", at, "{}");
            case 6 -> raw("withdrawal.requested", at, withdrawal());
            case 7 -> raw(chance(3) ? "withdrawal.failed" : "withdrawal.completed", at, withdrawal());
            case 8 -> raw("login", at, "{}");
            case 9, 10 -> raw(pick("ticket.created", "ticket.updated", "ticket.solved"), at, ticket());
            case 11 -> raw("consent.changed", at, """
                {"channel":"%s","status":"%s"}""".formatted(pick("EMAIL", "SMS"), pick("GRANTED", "DENIED")));
            case 12 ->
                raw(pick("kyc.submitted", "kyc.passed", "kyc.rejected"), at, """
                {"level":%d,"reason":"%s"}""".formatted(
                                number(3), pick("FRAUD", "DOCUMENT")));
            case 13 ->
                raw(pick("touch.sent", "touch.clicked"), at, """
                {"channel":"%s","class":"%s"}""".formatted(
                                CHANNELS.get(random.nextInt(3)), pick("promotional", "service")));
            case 14 ->
                raw(pick("incentive.granted", "incentive.used", "incentive.expired"), at, """
                {"decision_id":"d%d","cost":"%d"}""".formatted(
                                number(3), number(20)));
            default -> raw(pick("position.closed", "position.liquidated"), at, """
                {"pnl":-%d.25}""".formatted(number(300)));
        };
    }

    private String withdrawal() {
        return chance(2)
                ? "{\"usdt\":%d}".formatted(number(3) * 100)
                : "{\"usdt\":%d,\"withdrawal_id\":\"w%d\"}".formatted(number(3) * 100, number(4));
    }

    private String ticket() {
        return """
            {"id":"t%d","category":"%s","priority":"%s"%s%s}""".formatted(
                        number(5),
                        pick("FEE", "KYC", "DEPOSIT"),
                        pick("LOW", "HIGH", "URGENT"),
                        chance(2) ? ",\"sentiment\":-0.%d".formatted(number(9)) : "",
                        chance(3) ? ",\"csat\":%d".formatted(number(5)) : "");
    }

    private int number(int most) {
        return 1 + random.nextInt(most);
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    /** An event with this payload. */
    public static Raw raw(String type, Instant at, String payload) {
        return new Raw(type, at, JSON.readTree(payload));
    }
}
