package dev.tideline.engine.arbitration.caps;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.rules.playbook.Exclusivity;
import dev.tideline.rules.playbook.Playbook;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The exclusivity groups of one person: which of their playbooks act for him in this run, ghosts included. Where playbooks
 * of a group declare different policies, the strictest of those concerned binds. Used by one thread, in order of rank.
 */
public final class GroupBook {

    private final Map<String, Map<String, Exclusivity>> winners = new HashMap<>();

    /** Counts a playbook that acts; again for the same person is no more than once. */
    public void add(Playbook playbook) {
        Exclusivity exclusivity = playbook.exclusivity();
        if (exclusivity.competes()) {
            winners.computeIfAbsent(exclusivity.group(), group -> new LinkedHashMap<>())
                    .put(playbook.key(), exclusivity);
        }
    }

    /** Why a playbook is refused: it lost to the one that took the last room of its group; empty if there is room. */
    public Optional<Refusal> refusal(Playbook playbook) {
        Exclusivity own = playbook.exclusivity();
        Map<String, Exclusivity> ahead = winners.getOrDefault(own.group(), Map.of());
        if (ahead.containsKey(playbook.key())) {
            return Optional.empty();
        }
        int most = own.most();
        String last = "";
        for (Map.Entry<String, Exclusivity> winner : ahead.entrySet()) {
            most = Math.min(most, winner.getValue().most());
            last = winner.getKey();
        }
        if (ahead.size() < most) {
            return Optional.empty();
        }
        TreeMap<String, String> values = new TreeMap<>();
        values.put("group", own.group());
        values.put("playbook", last);
        values.put("at_most", String.valueOf(most));
        return Optional.of(new Refusal(Reason.lostTo(last), values, null));
    }
}
