package dev.tideline.engine.sweep.chunk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** What a population does, day by day, from a seed. */
public final class SeededLife {

    private static final List<String> CHANNELS = List.of("PUSH", "EMAIL", "SMS");

    private final Random random;
    private final int users;

    public SeededLife(long seed, int users) {
        this.random = new Random(seed);
        this.users = users;
    }

    /** Feed rows that make everybody eligible in principle. */
    public List<String> accounts(Instant day) {
        List<String> rows = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            rows.add("""
                    {"user_id":"u%d","snapshot_date":"%s","account_status":"OPEN","country_code":"BR","region_group":"GLOBAL",\
                    "language":"en","timezone":"UTC","client_class":"RETAIL","risk_score":%d,"person_id":"p%d"}""".formatted(user, day.toString().substring(0, 10), random.nextInt(30), user - user % 5 % 2));
        }
        return rows;
    }

    /** Registrations, consents and a first part of a life. */
    public List<String> beginnings(Instant start) {
        List<String> events = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            Instant registered = start.minus(Duration.ofDays(random.nextInt(120)));
            events.add(event("user.registered", user, registered, "\"country\":\"BR\""));
            for (String channel : CHANNELS) {
                events.add(event(
                        "consent.changed", user, registered, "\"channel\":\"" + channel + "\",\"status\":\"GRANTED\""));
            }
            if (random.nextInt(4) > 0) {
                events.add(event("kyc.passed", user, registered.plusSeconds(3_600), "\"level\":2"));
            }
            if (random.nextInt(3) > 0) {
                events.add(event("deposit.succeeded", user, registered.plusSeconds(7_200), usdt(2_000)));
                Instant trade = registered.plus(Duration.ofDays(random.nextInt(20)));
                events.add(event("trade.executed", user, trade, usdt(500) + ",\"product\":\"spot\""));
            }
        }
        return events;
    }

    /** What happens on one day. */
    List<String> day(Instant midnight) {
        List<String> events = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            if (random.nextInt(10) == 0) {
                Instant at = midnight.plusSeconds(random.nextInt(86_400));
                events.add(
                        switch (random.nextInt(6)) {
                            case 0 -> event("login", user, at, "");
                            case 1 -> event("deposit.succeeded", user, at, usdt(5_000));
                            case 2 ->
                                event(
                                        random.nextInt(20) == 0 ? "withdrawal.requested" : "withdrawal.completed",
                                        user,
                                        at,
                                        usdt(800));
                            case 3 -> event("deposit.failed", user, at, usdt(100));
                            default ->
                                event(
                                        "trade.executed",
                                        user,
                                        at,
                                        usdt(3_000) + ",\"product\":\"futures\",\"fee_usdt\":\"1.5\"");
                        });
            }
        }
        return events;
    }

    private String usdt(int most) {
        return String.format(Locale.ROOT, "\"usdt\":\"%d.%02d\"", 1 + random.nextInt(most), random.nextInt(100));
    }

    private String event(String type, int user, Instant at, String payload) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        return """
                {"event_id":"%s","type":"%s","user_id":"u%d","occurred_at":"%s","received_at":"%s","source":"test",\
                "schema_version":1,"payload":{%s}}""".formatted(id, type, user, at, at, payload);
    }
}
