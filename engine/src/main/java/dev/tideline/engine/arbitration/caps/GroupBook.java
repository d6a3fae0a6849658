package dev.tideline.engine.arbitration.caps;

import dev.tideline.engine.arbitration.given.PersonHistory.Grant;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.playbook.Exclusivity;
import dev.tideline.rules.playbook.Playbook;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The exclusivity groups of one person: which of their playbooks act for him in this run, or have granted him something
 * before that he may still use, ghosts included. Where playbooks
 * of a group declare different policies, the strictest of those concerned binds. Used by one thread, in order of rank.
 */
public final class GroupBook {

    private final Map<String, Map<String, Exclusivity>> winners = new HashMap<>();
    private final Map<String, Map<String, Instant>> standing = new HashMap<>();
    private final Incentives catalogue;
    private final Instant asOf;

    /** Nobody acts yet at an instant. */
    public GroupBook(Incentives catalogue, Instant asOf) {
        this.catalogue = catalogue;
        this.asOf = asOf;
    }

    /** Counts what a playbook granted in an earlier run or pull, until it can be used no more. */
    public void stands(Playbook playbook, Grant grant) {
        Instant until = IncentiveBook.closes(catalogue, grant);
        if (playbook.exclusivity().competes() && asOf.isBefore(until)) {
            standing.computeIfAbsent(playbook.exclusivity().group(), group -> new TreeMap<>())
                    .merge(playbook.key(), until, (one, other) -> one.isAfter(other) ? one : other);
            add(playbook);
        }
    }

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
        return Optional.of(new Refusal(Reason.lostTo(last), values, retryAt(own.group(), ahead, most)));
    }

    /** When enough of those ahead have ended; null if it takes those who act in this run. */
    private @Nullable Instant retryAt(String group, Map<String, Exclusivity> ahead, int most) {
        List<Instant> ends = standing.getOrDefault(group, Map.of()).values().stream()
                .sorted()
                .toList();
        int ending = ahead.size() - most;
        return ending < ends.size() ? ends.get(ending) : null;
    }
}
