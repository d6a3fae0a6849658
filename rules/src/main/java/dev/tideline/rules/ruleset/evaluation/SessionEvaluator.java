package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import java.util.List;

/** Evaluates with one reused session for playbooks and one for guardrails. */
final class SessionEvaluator implements Evaluator {

    private final RuleSession playbooks;
    private final RuleSession guardrails;
    private final List<Candidate> candidates;
    private final List<List<Effect>> effects;

    SessionEvaluator(RuleBase playbooks, RuleBase guardrails, EvaluationLimits limits) {
        this.playbooks = new RuleSession(playbooks.base(), limits);
        this.guardrails = new RuleSession(guardrails.base(), limits);
        this.candidates = playbooks.rules().stream()
                .map(rule -> new Candidate(rule.playbook(), rule.name(), rule.parts()))
                .toList();
        this.effects = guardrails.rules().stream().map(CheckedRule::effects).toList();
    }

    @Override
    public List<Candidate> evaluate(User user, Market market, AsOf asOf) {
        return playbooks.fire(user, market, asOf).stream()
                .mapToObj(candidates::get)
                .toList();
    }

    @Override
    public List<Effect> guardrails(User user, Market market, AsOf asOf) {
        return guardrails.fire(user, market, asOf).stream()
                .mapToObj(effects::get)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        playbooks.close();
        guardrails.close();
    }
}
