package dev.tideline.engine.evaluation;

import dev.tideline.engine.evaluation.EvaluationSetting.Wanted;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.Rulebook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One instant twice: as things stand, and with a draft in force in place of what its playbook says now. Users are seen once
 * for both. The rulebook of the second holds the rules of the draft alone; all others are those of the first. For one
 * thread.
 *
 * @param live as things stand
 * @param draft with the draft
 * @param playbook key of the draft's playbook
 */
public record DraftSetting(EvaluationSetting live, EvaluationSetting draft, String playbook) implements AutoCloseable {

    public DraftSetting {
        Objects.requireNonNull(playbook, "playbook");
    }

    /**
     * A draft and what it is compared with.
     *
     * @param playbook what it declares
     * @param rulebook its rules, and the guardrails
     * @param firstRun whether it would run for the first time
     * @param live what is in force
     */
    public record Draft(Playbook playbook, Rulebook rulebook, boolean firstRun, LoadedRulebook live) {

        public Draft {
            Objects.requireNonNull(playbook, "playbook");
            Objects.requireNonNull(rulebook, "rulebook");
        }

        /** Key of its playbook. */
        public String key() {
            return playbook.key();
        }

        /** The rules of all playbooks that act for anybody once it is in force. */
        public List<CheckedRule> all() {
            List<CheckedRule> all = new ArrayList<>(rules());
            all.addAll(live.predecessors().without(key()).rules());
            return all;
        }

        /** The rules of all playbooks in force, the draft among them. */
        private List<CheckedRule> rules() {
            List<CheckedRule> rules = new ArrayList<>(rulebook.rules());
            live.rulebook().rules().stream()
                    .filter(rule -> !rule.playbook().equals(key()))
                    .forEach(rules::add);
            return rules;
        }

        /** All playbooks once it is in force, for everybody, whatever it is ramped to now; of their rules only its own. */
        private LoadedRulebook loaded() {
            Map<String, Playbook> playbooks = new HashMap<>(live.playbooks());
            playbooks.put(key(), playbook);
            Map<String, Integer> shares = new HashMap<>(live.shares());
            shares.remove(key());
            return new LoadedRulebook(
                    live.epoch(),
                    false,
                    "",
                    rulebook,
                    playbooks,
                    live.states(),
                    live.ruleNumbers(),
                    shares,
                    live.predecessors().without(key()));
        }

        private Wanted wanted(Wanted now) {
            Set<String> playbooks = new HashSet<>(now.playbooks());
            playbooks.add(key());
            Set<String> firstRuns = new HashSet<>(now.firstRuns());
            firstRuns.remove(key());
            if (firstRun) {
                firstRuns.add(key());
            }
            return new Wanted(now.asOf(), playbooks, firstRuns, now.runNo(), now.sight());
        }
    }

    /**
     * The setting.
     *
     * @param wanted what acts as things stand
     * @param more fields that somebody will read besides
     */
    public static DraftSetting of(
            Wanted wanted, Draft draft, Set<Field> more, EvaluationPolicy policy, Staleness stale) {
        Bindings now = Bindings.of(wanted, draft.live(), policy, stale);
        Bindings then = new Bindings(draft.wanted(wanted), draft.loaded(), draft.rules(), Set.of(), policy, stale);
        Set<Field> needed = new HashSet<>(more);
        needed.addAll(now.deciding());
        needed.addAll(then.deciding());
        UserFacts facts = EvaluationSetting.facts(wanted, policy, needed, stale);
        return new DraftSetting(now.setting(facts), then.setting(facts), draft.key());
    }

    @Override
    public void close() {
        live.close();
        draft.close();
    }
}
