package dev.tideline.rules.scenario;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import java.util.Comparator;
import java.util.List;

/** Evaluates rules for one user: the rule engine, or the interpreter. */
@FunctionalInterface
public interface Proposals {

    /** What the rules propose, by playbook key, then rule name. */
    List<Candidate> propose(User user, Market market, AsOf asOf);

    /** The rules evaluated one by one, without a rule engine. */
    static Proposals interpreted(List<CheckedRule> rules) {
        List<CheckedRule> ordered = rules.stream()
                .sorted(Comparator.comparing(CheckedRule::playbook).thenComparing(CheckedRule::name))
                .toList();
        return (user, market, asOf) -> ordered.stream()
                .filter(rule -> Interpreter.fires(rule, user, market, asOf))
                .map(rule -> new Candidate(rule.playbook(), rule.name(), rule.parts()))
                .toList();
    }
}
