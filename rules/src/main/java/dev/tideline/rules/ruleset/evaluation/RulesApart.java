package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evaluates a user playbook by playbook, each within limits of its own, by the interpreter instead of the rule engine:
 * nothing is shared between playbooks, so that what one of them does is told of it alone. Time is that of the processor,
 * because a pause of the machine is not the fault of a rule. Firings decide first and are the same every time. Immutable.
 */
final class RulesApart {

    /** Asking for the time costs as much as some dozen rules. */
    private static final int RULES_BETWEEN_LOOKS = 64;

    private final SortedMap<String, List<Ready>> playbooks = new TreeMap<>();
    private final EvaluationLimits limits;
    private final ThreadMXBean processor = ManagementFactory.getThreadMXBean();

    private record Ready(CheckedRule rule, Candidate candidate) {}

    /**
     * Of rules that are in order.
     *
     * @param candidates what each rule proposes, by its index
     * @param omitted playbooks that are not asked
     */
    RulesApart(List<CheckedRule> rules, List<Candidate> candidates, Set<String> omitted, EvaluationLimits limits) {
        this.limits = limits;
        for (int i = 0; i < rules.size(); i++) {
            CheckedRule rule = rules.get(i);
            if (!omitted.contains(rule.playbook())) {
                playbooks
                        .computeIfAbsent(rule.playbook(), playbook -> new ArrayList<>())
                        .add(new Ready(rule, candidates.get(i)));
            }
        }
    }

    Proposed propose(User user, Market market, AsOf asOf) {
        List<Candidate> candidates = new ArrayList<>();
        SortedMap<String, EvaluationCut> cuts = new TreeMap<>();
        for (Map.Entry<String, List<Ready>> playbook : playbooks.entrySet()) {
            try {
                candidates.addAll(fired(playbook.getValue(), user, market, asOf));
            } catch (EvaluationCut cut) {
                cuts.put(playbook.getKey(), cut);
            } catch (RuntimeException failure) {
                cuts.put(playbook.getKey(), new EvaluationCut(failure));
            }
        }
        return new Proposed(candidates, cuts);
    }

    private List<Candidate> fired(List<Ready> rules, User user, Market market, AsOf asOf) {
        long start = processor.getCurrentThreadCpuTime();
        List<Candidate> fired = new ArrayList<>();
        int asked = 0;
        for (Ready ready : rules) {
            if (Interpreter.fires(ready.rule(), user, market, asOf)) {
                fired.add(ready.candidate());
                if (fired.size() == limits.ofPlaybook()) {
                    throw EvaluationCut.ofFirings(limits.ofPlaybook());
                }
            }
            asked++;
            boolean looks = asked % RULES_BETWEEN_LOOKS == 0 || asked == rules.size();
            if (looks
                    && processor.getCurrentThreadCpuTime() - start
                            > limits.time().toNanos()) {
                throw EvaluationCut.ofTime(limits);
            }
        }
        return fired;
    }
}
