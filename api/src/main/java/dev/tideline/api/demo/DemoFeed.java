package dev.tideline.api.demo;

import java.time.LocalDate;
import java.util.SplittableRandom;

/** What the feeds of a made-up exchange say about one user. */
final class DemoFeed {

    private static final int[] VIP_VOLUME = {0, 100_000, 500_000};

    private final DemoUser user;
    private final SplittableRandom random;
    private final int balance;

    DemoFeed(DemoUser user, SplittableRandom random) {
        this.user = user;
        this.random = random;
        this.balance = user.kind().deposits() ? user.size() * random.nextInt(12) : 0;
    }

    /** His row of one day; the last row also holds what changes seldom. */
    CharSequence row(LocalDate day, boolean last) {
        int asset = random.nextInt(10) == 0 ? balance / 3 : balance + random.nextInt(balance / 10 + 1);
        StringBuilder row = new StringBuilder(400)
                .append("{\"user_id\":\"")
                .append(user.id())
                .append("\",\"snapshot_date\":\"")
                .append(day)
                .append("\",\"total_asset\":\"")
                .append(asset)
                .append("\",\"idle_stablecoin\":\"")
                .append(asset / 2)
                .append('"');
        if (last) {
            profile(row);
        }
        return row.append("}\n");
    }

    private void profile(StringBuilder row) {
        int vip = user.kind() == DemoUser.Kind.WHALE ? 1 + random.nextInt(2) : 0;
        text(row, "account_status", random.nextInt(200) == 0 ? "FROZEN" : "OPEN");
        text(row, "country_code", user.home().country());
        text(row, "region_group", user.home().region());
        text(row, "language", user.home().language());
        text(row, "timezone", user.home().zone());
        text(row, "client_class", random.nextInt(50) == 0 ? "PRO" : "RETAIL");
        value(row, "appropriateness_passed", random.nextInt(3) > 0);
        value(row, "risk_score", random.nextInt(20) == 0 ? 45 + random.nextInt(50) : random.nextInt(35));
        value(row, "vip_level", vip);
        value(row, "peak_vip_level", vip);
        text(row, "vip_current_threshold", Integer.toString(VIP_VOLUME[vip]));
        text(row, "vip_next_threshold", Integer.toString(VIP_VOLUME[Math.min(2, vip + 1)]));
        value(row, "holds_btc", random.nextBoolean());
    }

    private static void text(StringBuilder row, String column, String value) {
        row.append(",\"").append(column).append("\":\"").append(value).append('"');
    }

    private static void value(StringBuilder row, String column, Object value) {
        row.append(",\"").append(column).append("\":").append(value);
    }
}
