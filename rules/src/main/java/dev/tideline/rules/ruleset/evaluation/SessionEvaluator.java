package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates with one reused session for playbooks and one for guardrails. A user whom the session is cut at is evaluated
 * once more without it, playbook by playbook: nothing is paid for that as long as nothing is cut.
 */
final class SessionEvaluator implements Evaluator {

    private final @Nullable RuleSession playbooks;
    private final RulesApart apart;
    private final int mostOfPlaybook;
    private final RuleSession guardrails;
    private final List<Candidate> candidates;
    private final List<List<Effect>> effects;

    SessionEvaluator(RuleBase playbooks, RuleBase guardrails, EvaluationLimits limits, Set<String> omitted) {
        this.candidates = playbooks.rules().stream()
                .map(rule -> new Candidate(rule.playbook(), rule.name(), rule.parts()))
                .toList();
        this.playbooks = omitted.isEmpty() ? new RuleSession(playbooks.base(), limits) : null;
        this.apart = new RulesApart(playbooks.rules(), candidates, omitted, limits);
        this.mostOfPlaybook = limits.ofPlaybook();
        this.guardrails = new RuleSession(guardrails.base(), limits);
        this.effects = guardrails.rules().stream().map(CheckedRule::effects).toList();
    }

    @Override
    public Proposed propose(User user, Market market, AsOf asOf) {
        if (playbooks == null) {
            return apart.propose(user, market, asOf);
        }
        List<Candidate> fired;
        try {
            fired = playbooks.fire(user, market, asOf).stream()
                    .mapToObj(candidates::get)
                    .toList();
        } catch (EvaluationCut cut) {
            return apart.propose(user, market, asOf);
        }
        return isTooMuch(fired) ? apart.propose(user, market, asOf) : new Proposed(fired);
    }

    /** Whether a playbook fired as often as it must not. */
    private boolean isTooMuch(List<Candidate> fired) {
        return fired.size() >= mostOfPlaybook
                && fired.stream()
                        .collect(Collectors.groupingBy(Candidate::playbook, Collectors.counting()))
                        .values()
                        .stream()
                        .anyMatch(firings -> firings >= mostOfPlaybook);
    }

    @Override
    public List<Effect> guardrails(User user, Market market, AsOf asOf) {
        return guardrails.fireUnhurried(user, market, asOf).stream()
                .mapToObj(effects::get)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        if (playbooks != null) {
            playbooks.close();
        }
        guardrails.close();
    }
}
