package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.Effect;
import java.util.List;
import java.util.Set;

/**
 * Evaluates users against one rulebook. Deterministic: the same facts give the same answer in the same order, whatever
 * was evaluated before; only a cut by time depends on the machine. For one thread at a time; cheap to keep, costly to
 * make for each user. Evaluation is fastest while market and instant stay the same objects.
 */
public interface Evaluator extends AutoCloseable {

    /** An evaluator of these rules, within these limits. */
    static Evaluator of(RuleBase playbooks, RuleBase guardrails, EvaluationLimits limits) {
        return of(playbooks, guardrails, limits, Set.of());
    }

    /**
     * An evaluator that never asks the rules of some playbooks. The rule engine cannot leave out what it was compiled
     * with, so if some are named, the others are interpreted one by one.
     */
    static Evaluator of(RuleBase playbooks, RuleBase guardrails, EvaluationLimits limits, Set<String> omitted) {
        return new SessionEvaluator(playbooks, guardrails, limits, omitted);
    }

    /**
     * An evaluator that asks {@code others} of some playbooks, and {@code rest} of all others and of the guardrails. It is
     * for the thread that uses these two, and leaves it to their owner to close them.
     */
    static Evaluator exchanging(Evaluator rest, Evaluator others, Set<String> playbooks) {
        return new ExchangingEvaluator(rest, others, playbooks);
    }

    /**
     * What the playbook rules propose, and which playbooks passed a limit or failed. If all of them together do and none
     * by itself, nothing is cut.
     */
    Proposed propose(User user, Market market, AsOf asOf);

    /**
     * What the playbook rules propose, by playbook key, then rule name; all or nothing.
     *
     * @throws EvaluationCut if a playbook was cut; the evaluator can be used for other users after it
     */
    default List<Candidate> evaluate(User user, Market market, AsOf asOf) {
        return propose(user, market, asOf).orThrow();
    }

    /**
     * What the guardrails refuse, by rule name, then as written. Ask only for users with candidates.
     *
     * @throws EvaluationCut if a limit is passed or a rule fails; the evaluator can be used for other users after it
     */
    List<Effect> guardrails(User user, Market market, AsOf asOf);

    /** Frees what the evaluator holds. */
    @Override
    void close();
}
