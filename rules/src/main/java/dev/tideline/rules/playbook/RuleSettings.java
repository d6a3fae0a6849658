package dev.tideline.rules.playbook;

import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.notation.table.RowSettings;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.playbook.reentry.ReEntryReader;
import dev.tideline.rules.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What single rules of a playbook have of their own, by the rules' full names.
 *
 * @param reentries re-entry that is counted for the rule alone
 * @param priorities 0 to 100
 */
public record RuleSettings(Map<String, ReEntry> reentries, Map<String, Integer> priorities) {

    /** Nothing of their own. */
    public static final RuleSettings NONE = new RuleSettings(Map.of(), Map.of());

    public RuleSettings {
        reentries = Map.copyOf(reentries);
        priorities = Map.copyOf(priorities);
    }

    /**
     * Reads {@code rules: { open-ticket: { reentry: …, priority: 70 } }}, and the columns Priority and Cooldown of tables, which
     * win. A cooldown of a row goes with what else the playbook's re-entry says.
     *
     * @param problems takes what is wrong with cells
     */
    static RuleSettings read(
            String key, Mapping top, ReEntry reentry, Map<String, String> files, List<Problem> problems) {
        Map<String, ReEntry> reentries = new HashMap<>();
        Map<String, Integer> priorities = new HashMap<>();
        top.mappings("rules").forEach((rule, node) -> {
            if (node.has("reentry")) {
                reentries.put(key + "/" + rule, ReEntryReader.read(node.mapping("reentry")));
            }
            if (node.has("priority")) {
                priorities.put(key + "/" + rule, node.whole("priority", 0, 100));
            }
            node.refuseOthers();
        });
        RowSettings rows = RowSettings.of(key, files, problems);
        priorities.putAll(rows.priorities());
        rows.cooldowns()
                .forEach((rule, cooldown) ->
                        reentries.put(rule, new ReEntry(reentry.occurrence(), cooldown, reentry.atMost())));
        return new RuleSettings(reentries, priorities);
    }
}
