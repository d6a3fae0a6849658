package dev.tideline.rules.lint.money;

import dev.tideline.rules.budgets.Allotment;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks that a playbook that offers something has a budget of its own, with a limit for a window. */
final class BudgetCheck {

    private final BudgetPlan plan;

    BudgetCheck(BudgetPlan plan) {
        this.plan = plan;
    }

    List<Finding> of(Subject subject) {
        List<Finding> found = new ArrayList<>();
        String key = subject.key();
        Allotment own = plan.campaign(key).orElse(null);
        if (own == null) {
            found.add(finding(
                    subject,
                    Severity.WARNING,
                    Code.NO_BUDGET,
                    Wording.of(
                            "budgets.yaml declares no budget of `{0}`, so it grants nothing until somebody opens one. Add"
                                    + " it under campaigns, with a total and a period.",
                            key)));
        } else if (!plan.campaigns().containsKey(key)) {
            found.add(finding(
                    subject,
                    Severity.NOTE,
                    Code.DEFAULT_BUDGET,
                    Wording.of(
                            "`{0}` opens with the default budget of budgets.yaml, {1} in all and {2} in {3}, which nobody"
                                    + " chose for it. Name it under campaigns.",
                            key, own.total(), own.perPeriod(), own.period().text())));
        }
        if (own != null && allotments(key, own).noneMatch(BudgetCheck::hasPeriod)) {
            found.add(finding(
                    subject,
                    Severity.WARNING,
                    Code.NO_BUDGET_PERIOD,
                    Wording.of(
                            "No budget that `{0}` is charged to has a limit for a window: all of {1} may go in one run. Add"
                                    + " perPeriod and period to its entry under campaigns in budgets.yaml.",
                            key, own.total())));
        }
        return found;
    }

    /** What bounds all its grants together; what bounds a person or a cluster does not bound a run. */
    private Stream<Allotment> allotments(String key, Allotment own) {
        Stream<Allotment> groups = plan.groups().values().stream()
                .filter(group -> group.playbooks().contains(key))
                .map(BudgetPlan.Shared::allotment);
        return Stream.of(Stream.of(own), groups, plan.periods().values().stream())
                .flatMap(some -> some);
    }

    private static boolean hasPeriod(Allotment allotment) {
        return allotment.total().exceeds(allotment.perPeriod());
    }

    private static Finding finding(Subject subject, Severity severity, Code code, Wording wording) {
        return subject.finding("", severity, code, wording);
    }
}
