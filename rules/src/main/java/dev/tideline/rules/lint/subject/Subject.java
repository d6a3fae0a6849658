package dev.tideline.rules.lint.subject;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Objects;

/**
 * A playbook with its rules.
 *
 * @param playbook what it declares
 * @param rules its rules, all of which passed the check, in any order
 */
public record Subject(Playbook playbook, List<CheckedRule> rules) {

    public Subject {
        Objects.requireNonNull(playbook, "playbook");
        rules = List.copyOf(rules);
    }

    /** Its key. */
    public String key() {
        return playbook.key();
    }

    /** A finding in its declaration. */
    public Finding finding(String pointer, Severity severity, Code code, Wording wording) {
        return new Finding(severity, code, Place.pointer(Playbook.DECLARATION, pointer), List.of(key()), wording);
    }

    /** The keys of the incentives that a rule offers, in written order. */
    public static List<String> offers(CheckedRule rule) {
        return rule.parts().stream()
                .filter(Part.Incentive.class::isInstance)
                .map(Part::key)
                .toList();
    }
}
