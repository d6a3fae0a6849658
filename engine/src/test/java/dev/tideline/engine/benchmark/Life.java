package dev.tideline.engine.benchmark;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.UUID;

/** About 20 events and 5 feed rows of one made-up user within a year, as NDJSON; the same number gives the same life. */
final class Life {

    /** Everything happens before. */
    static final Instant END = Instant.parse("2026-04-01T00:00:00Z");

    private static final int DAY = 86_400;
    private static final String[] PRODUCTS = {"spot", "spot", "spot", "futures", "copy", "earn"};
    private static final String[] REGIONS = {
        "GLOBAL", "GLOBAL", "GLOBAL", "GLOBAL", "GLOBAL", "EU", "EU", "UK", "SG", "HK"
    };
    private static final String[] COUNTRIES = {"TR", "BR", "VN", "NG", "TW", "DE", "FR", "GB", "SG", "HK"};
    private static final String[] CHANNELS = {"EMAIL", "PUSH", "SMS", "TELEGRAM"};
    private static final int[] SIZES = {40, 80, 150, 300, 700, 2_000};

    private final int user;
    private final SplittableRandom random;
    private final StringBuilder lines = new StringBuilder();
    private final boolean deposits;
    private final boolean trades;
    private final int age;
    private final int quiet;
    private final int size;
    private int count;

    Life(int user) {
        this.user = user;
        this.random = new SplittableRandom(user * 0x9E3779B97F4A7C15L);
        int kind = random.nextInt(100);
        deposits = kind >= 33;
        trades = kind >= 42;
        age = 1 + (random.nextInt(5) == 0 ? random.nextInt(35) : random.nextInt(358));
        quiet = random.nextInt(100) < 55 ? random.nextInt(age) : Math.min(age - 1, random.nextInt(20));
        size = SIZES[random.nextInt(SIZES.length)] * (kind >= 96 ? 25 : 1);
    }

    /** Events in no order. */
    CharSequence events() {
        Instant at = END.minusSeconds(age * (long) DAY - random.nextInt(DAY / 2));
        event(at, "user.registered", "\"channel\":\"ORGANIC\",\"country\":\"" + pick(COUNTRIES) + '"');
        for (String channel : CHANNELS) {
            String status = random.nextInt(8) > 0 ? "GRANTED" : "DENIED";
            event(
                    at.plusSeconds(40),
                    "consent.changed",
                    "\"channel\":\"" + channel + "\",\"status\":\"" + status + '"');
        }
        if (deposits || random.nextInt(3) == 0) {
            event(at.plusSeconds(random.nextInt(2 * DAY)), "kyc.passed", "\"level\":" + (1 + random.nextInt(2)));
        }
        for (int i = random.nextInt(3); deposits && i >= 0; i--) {
            event(between(at), "deposit.succeeded", usdt(size * (2 + random.nextInt(6))));
        }
        for (int i = trades ? 4 + random.nextInt(6) : 3; i > 0; i--) {
            session(between(at));
        }
        return lines;
    }

    private void session(Instant at) {
        event(at, "login", "\"device\":\"mobile\"");
        for (int i = random.nextInt(3); trades && i >= 0; i--) {
            event(
                    at.plusSeconds(60L * i),
                    "trade.executed",
                    "\"product\":\"" + pick(PRODUCTS) + "\",\"symbol\":\"BTCUSDT\",\"side\":\"BUY\","
                            + usdt(size * (1 + random.nextInt(4))) + ",\"fee_usdt\":\"0." + (100 + random.nextInt(900))
                            + '"');
        }
    }

    /** Rows of five days; the last one also holds what changes seldom. */
    CharSequence feed() {
        int balance = deposits ? size * random.nextInt(12) : 0;
        LocalDate today = LocalDate.ofInstant(END, ZoneOffset.UTC).minusDays(1);
        for (int daysAgo : new int[] {40, 20, 10, 5, 0}) {
            int asset = random.nextInt(10) == 0 ? balance / 3 : balance + random.nextInt(balance / 10 + 1);
            lines.append(
                    "{\"user_id\":\"u%d\",\"snapshot_date\":\"%s\",\"total_asset\":\"%d\",\"idle_stablecoin\":\"%d\""
                            .formatted(user, today.minusDays(daysAgo), asset, asset / 2));
            lines.append(daysAgo == 0 ? profile() : "").append("}\n");
        }
        return lines;
    }

    private String profile() {
        int home = random.nextInt(REGIONS.length);
        return """
                ,"account_status":"%s","country_code":"%s","region_group":"%s","language":"en","timezone":"Europe/Istanbul",\
                "client_class":"RETAIL","appropriateness_passed":%b,"risk_score":%d,"vip_level":0,"holds_btc":%b\
                """.formatted(
                        random.nextInt(200) == 0 ? "FROZEN" : "OPEN",
                        COUNTRIES[home],
                        REGIONS[home],
                        random.nextBoolean(),
                        random.nextInt(20) == 0 ? 45 + random.nextInt(50) : random.nextInt(35),
                        random.nextBoolean());
    }

    private Instant between(Instant from) {
        long span = END.getEpochSecond() - (long) quiet * DAY - from.getEpochSecond() - 3_600;
        return from.plusSeconds(random.nextLong(Math.max(1, span)));
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private static String usdt(int amount) {
        return "\"usdt\":\"" + amount + ".00\"";
    }

    private void event(Instant at, String type, String payload) {
        if (!at.isBefore(END)) {
            return;
        }
        lines.append("{\"event_id\":\"")
                .append(new UUID(user, ++count))
                .append("\",\"type\":\"")
                .append(type)
                .append("\",\"user_id\":\"u")
                .append(user)
                .append("\",\"occurred_at\":\"")
                .append(at)
                .append("\",\"source\":\"benchmark\",\"schema_version\":1,\"payload\":{")
                .append(payload)
                .append("}}\n");
    }
}
