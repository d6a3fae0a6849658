package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.canonical.CanonicalPrinter;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.ruleset.guard.GeneratedClasses;
import dev.tideline.rules.ruleset.guard.GeneratedOnce;
import dev.tideline.rules.ruleset.guard.Matches;
import java.util.List;
import org.kie.api.KieBase;

/**
 * Rules and what Drools made of them.
 *
 * @param rules by their index in matches
 * @param base the same rules, compiled
 */
public record RuleBase(List<CheckedRule> rules, KieBase base) {

    public RuleBase {
        rules = List.copyOf(rules);
    }

    /** Compiles the rules in this order, or says what Drools or the guard of its byte code has against them. */
    public static Checked<RuleBase> of(List<CheckedRule> rules, GeneratedOnce generated) {
        GeneratedClasses classes = generated.of(new CanonicalPrinter(Matches.class).print(rules));
        List<String> faults = classes.faults();
        return faults.isEmpty()
                ? new Checked.Valid<>(new RuleBase(rules, classes.load()))
                : new Checked.Invalid<>(
                        faults.stream().map(fault -> problem(rules, fault)).toList());
    }

    private static Problem problem(List<CheckedRule> rules, String fault) {
        Place place = rules.isEmpty() ? Place.at("", 0, 0) : rules.get(0).place();
        return new Problem(
                place, fault, Wording.of("rules that compile. They passed the check, so please report this fault"));
    }
}
