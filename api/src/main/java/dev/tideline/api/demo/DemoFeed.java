package dev.tideline.api.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.SplittableRandom;

/** What the feeds of a made-up exchange say about one user: who he is when he registers, and what changes later. */
final class DemoFeed {

    private static final int[] VIP_VOLUME = {0, 100_000, 500_000};

    private final DemoUser user;
    private final SplittableRandom random;
    private final StringBuilder rows = new StringBuilder(1_200);

    DemoFeed(DemoUser user, SplittableRandom random) {
        this.user = user;
        this.random = random;
    }

    /**
     * His rows by day: a profile on his first, what he holds whenever it changed, a second look half way to the end, and
     * for one in ten what his level lacked and how long it is kept at the end.
     */
    CharSequence rows(DemoBalance balance, Instant end) {
        SortedMap<LocalDate, Integer> held = balance.byDay(end);
        LocalDate first = LocalDate.ofInstant(user.registeredAt(), ZoneOffset.UTC);
        Duration half = Duration.between(user.registeredAt(), end).dividedBy(2);
        LocalDate second = LocalDate.ofInstant(user.registeredAt().plus(half), ZoneOffset.UTC);
        row(first);
        profile();
        rows.append("}\n");
        if (random.nextInt(5) == 0 || user.kind() == DemoUser.Kind.WHALE) {
            row(second);
            change();
            rows.append("}\n");
        }
        held.forEach(this::balance);
        if (user.kind().trades() && random.nextInt(10) == 0) {
            row(LocalDate.ofInstant(end, ZoneOffset.UTC));
            standing(end);
            rows.append("}\n");
        }
        return rows;
    }

    private void row(LocalDate day) {
        rows.append("{\"user_id\":\"")
                .append(user.id())
                .append("\",\"snapshot_date\":\"")
                .append(day)
                .append('"');
    }

    private void balance(LocalDate day, int usdt) {
        row(day);
        text("total_asset", Integer.toString(usdt));
        text("idle_stablecoin", Integer.toString(usdt / 2));
        value("holds_btc", usdt > 0 && user.index() % 2 == 0);
        value("self_referral", user.index() % 500 == 499);
        rows.append("}\n");
    }

    private void profile() {
        text("account_status", "OPEN");
        text("country_code", user.home().country());
        text("region_group", user.home().region());
        text("language", user.home().language());
        text("timezone", user.home().zone());
        text("client_class", random.nextInt(50) == 0 ? "PRO" : "RETAIL");
        value("appropriateness_passed", random.nextInt(3) > 0);
        value("risk_score", random.nextInt(20) == 0 ? 45 + random.nextInt(50) : random.nextInt(35));
        if (user.kind() == DemoUser.Kind.WHALE) {
            rows.append(",\"risk_flags\":[\"VIP_CLEARED\"]");
        }
        level(0);
    }

    private void standing(Instant end) {
        int vip = user.kind() == DemoUser.Kind.WHALE ? 1 : 0;
        level(vip);
        text("vip_next_gap", Integer.toString(VIP_VOLUME[vip + 1] / 100 * (1 + random.nextInt(100))));
        if (vip > 0) {
            text(
                    "vip_protected_until",
                    end.plus(Duration.ofDays(1 + random.nextInt(60))).toString());
        }
    }

    private void change() {
        text("account_status", random.nextInt(40) == 0 ? "FROZEN" : "OPEN");
        value("risk_score", random.nextInt(10) == 0 ? 45 + random.nextInt(50) : random.nextInt(35));
        level(user.kind() == DemoUser.Kind.WHALE ? 1 + random.nextInt(2) : 0);
    }

    private void level(int vip) {
        value("vip_level", vip);
        text("vip_current_threshold", Integer.toString(VIP_VOLUME[vip]));
        text("vip_next_threshold", Integer.toString(VIP_VOLUME[Math.min(2, vip + 1)]));
    }

    private void text(String column, String value) {
        rows.append(",\"").append(column).append("\":\"").append(value).append('"');
    }

    private void value(String column, Object value) {
        rows.append(",\"").append(column).append("\":").append(value);
    }
}
