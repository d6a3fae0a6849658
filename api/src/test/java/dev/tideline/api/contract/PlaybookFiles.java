package dev.tideline.api.contract;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Files of playbooks for tests. */
final class PlaybookFiles {

    private PlaybookFiles() {}

    /** A sound playbook of one rule that nudges who has not traded for some days. */
    static Map<String, String> of(String key, int days) {
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
}
