package dev.tideline.engine.rulebook;

import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions that go on for persons outside the shares of those in force, compiled by themselves. Immutable.
 *
 * @param rulebook their rules; null if there are none
 * @param playbooks what they declare, by key
 */
public record Predecessors(@Nullable Rulebook rulebook, Map<String, Playbook> playbooks) {

    /** Every version in force acts for all, or nobody acts outside of its share. */
    public static final Predecessors NONE = new Predecessors(null, Map.of());

    public Predecessors {
        playbooks = Map.copyOf(playbooks);
    }

    /** The rules of all of them. */
    public List<CheckedRule> rules() {
        return rules(playbooks.keySet());
    }

    /** The rules of some of them. */
    public List<CheckedRule> rules(Collection<String> keys) {
        return rulebook == null
                ? List.of()
                : rulebook.rules().stream()
                        .filter(rule -> keys.contains(rule.playbook()))
                        .toList();
    }

    /** These but for one playbook. */
    public Predecessors without(String key) {
        Map<String, Playbook> rest = new TreeMap<>(playbooks);
        rest.remove(key);
        return rest.isEmpty() ? NONE : new Predecessors(rulebook, rest);
    }

    /** Their versions. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        playbooks.forEach((key, playbook) -> versions.put(key, playbook.version()));
        return versions;
    }

    /** A new evaluator, for one thread, that never asks the rules of some of them; empty if there are none. */
    public Optional<Evaluator> evaluator(Set<String> omitted) {
        return Optional.ofNullable(rulebook).map(rules -> rules.evaluator(omitted));
    }
}
