package dev.tideline.rules.ruleset;

import dev.tideline.rules.canonical.MeaningHash;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import dev.tideline.rules.ruleset.evaluation.RuleBase;
import java.util.List;
import java.util.Set;

/**
 * Compiled playbook rules and guardrails. Immutable and thread-safe; holds nothing outside the heap, so dropping the
 * last reference to it and to its evaluators frees it, generated classes included.
 */
public final class Rulebook {

    private final RuleBase playbooks;
    private final RuleBase guardrails;
    private final String hash;
    private final EvaluationLimits limits;

    Rulebook(RuleBase playbooks, RuleBase guardrails, EvaluationLimits limits) {
        this.playbooks = playbooks;
        this.guardrails = guardrails;
        this.limits = limits;
        this.hash = RulebookHash.of(playbooks.rules(), guardrails.rules());
    }

    /** SHA-256, in 64 hexadecimal digits, of everything that decides what it answers, versions included. */
    public String hash() {
        return hash;
    }

    /** SHA-256, in 64 hexadecimal digits, of what the guardrails say: they bind every playbook. */
    public String guardrailHash() {
        return MeaningHash.of(guardrails.rules());
    }

    /** All playbook rules, by playbook key, then rule name. */
    public List<CheckedRule> rules() {
        return playbooks.rules();
    }

    /** The rules of one playbook, by name; empty if it has none here. */
    public List<CheckedRule> rules(String playbook) {
        return rules().stream().filter(rule -> rule.playbook().equals(playbook)).toList();
    }

    /** All guardrails, by name. */
    public List<CheckedRule> guardrails() {
        return guardrails.rules();
    }

    /** A new evaluator, for one thread. */
    public Evaluator evaluator() {
        return evaluator(Set.of());
    }

    /** A new evaluator, for one thread, that never asks the rules of some playbooks. */
    public Evaluator evaluator(Set<String> omitted) {
        return Evaluator.of(playbooks, guardrails, limits, omitted);
    }
}
