package dev.tideline.rules.lint.declaration;

import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.playbook.Playbook.Lists;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds lists that have not been imported, and those that a playbook is for and leaves alone at once. Stateless. */
final class ListCheck {

    private static final String LISTS = "lists";

    private ListCheck() {}

    static List<Finding> of(Subject subject, Set<String> known) {
        Lists lists = subject.playbook().lists();
        List<Finding> found = new ArrayList<>();
        lists.include().stream()
                .filter(list -> !known.contains(list))
                .forEach(list -> found.add(subject.finding(
                        "/include",
                        Severity.WARNING,
                        Code.UNKNOWN_NAME,
                        Wording.of(
                                "No list `{0}` has been imported, so that nobody is served for being on it; {1}",
                                list, Nearest.hint(list, known)))));
        lists.exclude().stream()
                .filter(list -> !known.contains(list))
                .forEach(list -> found.add(subject.finding(
                        "/exclude",
                        Severity.WARNING,
                        Code.UNKNOWN_NAME,
                        Wording.of(
                                "No list `{0}` has been imported, so that it keeps nobody out; {1}",
                                list, Nearest.hint(list, known)))));
        found.addAll(both(subject, lists));
        subject.rules().forEach(rule -> found.addAll(named(rule, known)));
        return found;
    }

    /** The lists that the conditions of a rule name, of those that have not been imported. */
    private static List<Finding> named(CheckedRule rule, Set<String> known) {
        List<Finding> found = new ArrayList<>();
        Reads.eachSingle(rule.user(), single -> {
            if (single instanceof Condition.Containment it
                    && it.field().column().equals(LISTS)
                    && !known.contains(it.word().value())) {
                String list = it.word().value();
                found.add(new Finding(
                        Severity.WARNING,
                        Code.UNKNOWN_NAME,
                        it.place(),
                        List.of(rule.name()),
                        Wording.of(
                                "No list `{0}` has been imported, so that nobody is on it; {1}",
                                list, Nearest.hint(list, known))));
            }
        });
        return found;
    }

    private static List<Finding> both(Subject subject, Lists lists) {
        Set<String> both = new TreeSet<>(lists.include());
        both.retainAll(lists.exclude());
        if (both.isEmpty()) {
            return List.of();
        }
        Wording names = Wording.names(both);
        return List.of(
                both.containsAll(lists.include())
                        ? subject.finding(
                                "/exclude",
                                Severity.ERROR,
                                Code.NEVER_HOLDS,
                                Wording.of(
                                        "The playbook is for nobody but those on {0}, and leaves them alone: it serves"
                                                + " nobody. Take the list out of include or exclude.",
                                        names))
                        : subject.finding(
                                "/include",
                                Severity.WARNING,
                                Code.PART_SAYS_NOTHING,
                                Wording.of(
                                        "{0} adds nobody to whom the playbook is for: it is excluded too. Take it out of"
                                                + " include or exclude.",
                                        names)));
    }
}
