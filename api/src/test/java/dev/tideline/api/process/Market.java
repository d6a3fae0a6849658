package dev.tideline.api.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a server is given to decide on: playbooks that each offer 10 USDT to users of one band of assets, a small budget for
 * each of them, a hot one that every grant is charged to, a screen whose offers last and one whose offers soon lapse.
 */
final class Market {

    /** How many small budgets there are. */
    static final int BANDS = Integer.getInteger("server.budgets", 8);

    static final int FACE = 10;
    static final String PREFIX = "band-";
    static final String HOT = "PERIOD:everything";

    private static final String SCREENS = """
            till: { shows: 1, reserve: on-decide, ttl: P1D, budgetMillis: 10000 }
            counter: { shows: 1, reserve: on-accept, ttl: P1D, budgetMillis: 10000 }
            flash: { shows: 1, reserve: on-decide, ttl: PT2S, budgetMillis: 10000 }
            """;

    /** Most that a small budget is ever allowed, in USDT; the hot one is allowed what three quarters of them are. */
    private final int small;

    Market(int small) {
        this.small = small;
    }

    int most(String budget) {
        return budget.equals(HOT) ? small * BANDS * 3 / 4 : small;
    }

    static String playbook(int band) {
        return PREFIX + band;
    }

    static String budget(int band) {
        return "CAMPAIGN:" + playbook(band);
    }

    /** Writes the operator's files; the settings that name them. */
    Map<String, String> settings(Path folder) throws IOException {
        for (int band = 0; band < BANDS; band++) {
            writePlaybook(folder.resolve("playbooks"), band);
        }
        String budgets = """
                asset: USDT
                campaigns: { default: { total: "%d" } }
                periods: { everything: { total: "%d" } }
                """.formatted(small, most(HOT));
        return Map.of(
                "TIDELINE_DEMO", "off",
                "TIDELINE_PLAYBOOKS", folder.resolve("playbooks").toString(),
                "TIDELINE_BUDGETS",
                        Files.writeString(folder.resolve("budgets.yaml"), budgets)
                                .toString(),
                "TIDELINE_PLACEMENTS",
                        Files.writeString(folder.resolve("placements.yaml"), SCREENS)
                                .toString());
    }

    private static void writePlaybook(Path folder, int band) throws IOException {
        Path home = Files.createDirectories(folder.resolve(playbook(band)));
        int least = least(band);
        Files.writeString(home.resolve("playbook.yaml"), """
                key: %s
                name: { en: Band %d }
                family: recall
                class: promotional
                priority: 50
                schedule: { cron: "0 0 0 29 2 ?", zone: UTC }
                holdout: { control: 0 }
                reentry: { once: ever }
                """.formatted(playbook(band), band));
        Files.writeString(home.resolve("rules.drl"), """
                rule "%s/voucher"
                @why("Assets in the band")
                when
                    $u : User( totalAsset >= %d, totalAsset < %d )
                then
                    offer("fee-voucher-10").to($u);
                end
                """.formatted(playbook(band), least, least + 100));
        Files.writeString(home.resolve("scenarios.yaml"), """
                - name: in the band
                  asOf: 2026-03-31T12:00:00Z
                  given: { user: { totalAsset: %d } }
                  expect: { fired: [%s/voucher] }
                - name: beneath it
                  asOf: 2026-03-31T12:00:00Z
                  given: { user: { totalAsset: %d } }
                  expect: { fired: [] }
                """.formatted(least, playbook(band), least - 1));
    }

    private static int least(int band) {
        return 1_000 + 100 * band;
    }

    static String user(int number) {
        return "u-" + number;
    }

    /** Lines of users, of whom the band is the number's remainder. */
    static String users(int from, int until) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < until; i++) {
            lines.append("""
                    {"user_id":"%s","snapshot_date":"%s","account_status":"OPEN","country_code":"BR",\
                    "region_group":"GLOBAL","language":"en","timezone":"UTC","client_class":"RETAIL","risk_score":1,\
                    "total_asset":%d,"person_id":"p-%d"}
                    """.formatted(user(i), Instant.now().toString().substring(0, 10), least(i % BANDS) + 50, i));
        }
        return lines.toString();
    }

    /** Lines of events that let the same users be offered something. */
    static String events(int from, int until) {
        StringBuilder lines = new StringBuilder();
        Instant begun = Instant.now().minus(Duration.ofDays(100));
        for (int i = from; i < until; i++) {
            event(lines, "user.registered", i, begun, "\"country\":\"BR\"");
            event(lines, "kyc.passed", i, begun.plusSeconds(30), "\"level\":2");
            event(lines, "login", i, Instant.now().minusSeconds(60), "");
        }
        return lines.toString();
    }

    private static void event(StringBuilder lines, String type, int user, Instant at, String payload) {
        lines.append("""
                {"event_id":"%s","type":"%s","user_id":"%s","occurred_at":"%s","received_at":"%s","source":"test",\
                "schema_version":1,"payload":{%s}}
                """.formatted(
                        UUID.nameUUIDFromBytes((type + user).getBytes(StandardCharsets.UTF_8)),
                        type,
                        user(user),
                        at,
                        at,
                        payload));
    }
}
