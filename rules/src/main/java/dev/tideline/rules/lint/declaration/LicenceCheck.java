package dev.tideline.rules.lint.declaration;

import dev.tideline.rules.jurisdiction.Clause;
import dev.tideline.rules.jurisdiction.PacksInForce;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds licences that no jurisdiction asks for. Stateless. */
final class LicenceCheck {

    private LicenceCheck() {}

    static List<Finding> of(Subject subject, PacksInForce law) {
        Set<String> known = law.packs().stream()
                .flatMap(pack -> pack.clauses().stream())
                .map(Clause::licence)
                .filter(licence -> !licence.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        return subject.playbook().worth().licences().stream()
                .filter(licence -> !known.contains(licence))
                .sorted()
                .map(licence -> subject.finding(
                        "/licences",
                        Severity.WARNING,
                        Code.UNKNOWN_NAME,
                        Wording.of(
                                "No jurisdiction asks for the licence `{0}`, so that it allows nothing; {1}",
                                licence, Nearest.hint(licence, known))))
                .toList();
    }
}
