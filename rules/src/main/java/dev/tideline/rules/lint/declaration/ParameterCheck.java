package dev.tideline.rules.lint.declaration;

import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.solver.Regions;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds parameters that no rule uses: who changes one believes that something changes. Stateless. */
final class ParameterCheck {

    private ParameterCheck() {}

    static List<Finding> of(Subject subject) {
        Set<String> used = subject.rules().stream()
                .flatMap(rule -> Regions.conditions(rule).stream())
                .flatMap(condition -> Reads.parameters(condition).keySet().stream())
                .collect(Collectors.toSet());
        return subject.playbook().parameters().keySet().stream()
                .filter(name -> !used.contains("$" + name))
                .map(name -> subject.finding(
                        "/parameters/" + name,
                        Severity.WARNING,
                        Code.UNUSED_PARAMETER,
                        Wording.of(
                                "No rule uses `${0}`, so that another value of it changes nothing. Use it, or take it out.",
                                name)))
                .toList();
    }
}
