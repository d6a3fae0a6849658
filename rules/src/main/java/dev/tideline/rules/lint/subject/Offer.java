package dev.tideline.rules.lint.subject;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.playbook.reentry.ReEntry;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Objects;

/**
 * One rule that offers one incentive.
 *
 * @param subject its playbook
 * @param rule the rule
 * @param incentive the current version of what it offers
 */
public record Offer(Subject subject, CheckedRule rule, Incentive incentive) {

    public Offer {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(incentive, "incentive");
    }

    /** The offers of a playbook, in order of its rules; incentives that the catalogue lacks are left out. */
    public static List<Offer> of(Subject subject, Surroundings surroundings) {
        return subject.rules().stream()
                .flatMap(rule -> Subject.offers(rule).stream()
                        .flatMap(key -> surroundings.catalogue().named(key).stream())
                        .map(incentive -> new Offer(subject, rule, incentive)))
                .toList();
    }

    /** When the rule may act again for the same person. */
    public ReEntry reentry() {
        return subject.playbook().reentryOf(rule.name());
    }

    /** Whether one person gets it a bounded number of times in his life. */
    public boolean ends() {
        return reentry().occurrence() instanceof ReEntry.Occurrence.Ever
                || reentry().atMost() < Integer.MAX_VALUE;
    }

    /** Whether the class of its playbook leaves it out of the caps of a person: they count promotional incentives only. */
    public boolean exempt() {
        return subject.playbook().candidateClass() != CandidateClass.PROMOTIONAL;
    }

    /** A finding at the rule. */
    public Finding finding(Severity severity, Code code, Wording wording) {
        return new Finding(severity, code, rule.place(), List.of(rule.name()), wording);
    }
}
