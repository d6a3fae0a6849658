package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks one evaluator of some playbooks and another of the rest; guardrails are those of the rest. Closes neither. */
final class ExchangingEvaluator implements Evaluator {

    private static final Comparator<Candidate> ORDER =
            Comparator.comparing(Candidate::playbook).thenComparing(Candidate::rule);

    private final Evaluator rest;
    private final Evaluator others;
    private final Set<String> playbooks;

    ExchangingEvaluator(Evaluator rest, Evaluator others, Set<String> playbooks) {
        this.rest = rest;
        this.others = others;
        this.playbooks = Set.copyOf(playbooks);
    }

    @Override
    public Proposed propose(User user, Market market, AsOf asOf) {
        Proposed all = rest.propose(user, market, asOf);
        Proposed instead = others.propose(user, market, asOf);
        List<Candidate> candidates = new ArrayList<>(all.candidates());
        candidates.removeIf(candidate -> playbooks.contains(candidate.playbook()));
        instead.candidates().stream()
                .filter(candidate -> playbooks.contains(candidate.playbook()))
                .forEach(candidates::add);
        candidates.sort(ORDER);
        SortedMap<String, EvaluationCut> cuts = new TreeMap<>(all.cuts());
        cuts.keySet().removeAll(playbooks);
        SortedMap<String, EvaluationCut> cutInstead = new TreeMap<>(instead.cuts());
        cutInstead.keySet().retainAll(playbooks);
        cuts.putAll(cutInstead);
        return new Proposed(candidates, cuts);
    }

    @Override
    public List<Effect> guardrails(User user, Market market, AsOf asOf) {
        return rest.guardrails(user, market, asOf);
    }

    @Override
    public void close() {}
}
