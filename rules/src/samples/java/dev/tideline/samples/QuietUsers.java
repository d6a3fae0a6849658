package dev.tideline.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** A sound playbook of one rule that nudges who has not traded for some days, for the tests of every module. */
public final class QuietUsers {

    private QuietUsers() {}

    /** Its files by name; they may be changed. */
    public static Map<String, String> files(String key, int days) {
        Map<String, String> files = new TreeMap<>();
        files.put("playbook.yaml", """
                key: %s
                name: { en: Quiet users }
                family: recall
                class: promotional
                priority: 60
                schedule: { cron: "0 0 12 * * ?", zone: UTC }
                reentry: { once: ever }
                """.formatted(key));
        files.put("rules.drl", """
                rule "%s/nudge"
                @why("No trade for some time")
                when
                    $u : User( daysSinceLastTrade >= %d )
                then
                    message("come-back").by(PUSH).to($u);
                end
                """.formatted(key, days));
        files.put("scenarios.yaml", """
                - name: quiet for long enough
                  asOf: 2026-03-31
                  given: { user: { lastTradeAt: %2$s } }
                  expect: { fired: [%1$s/nudge] }
                - name: a day less is not enough
                  asOf: 2026-03-30
                  given: { user: { lastTradeAt: %2$s } }
                  expect: { fired: [] }
                """.formatted(key, LocalDate.of(2026, 3, 31).minusDays(days)));
        return files;
    }

    /** Writes files to a folder, which is made if it is not there. */
    public static void write(Path folder, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
