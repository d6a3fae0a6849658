package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.BoxText;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.playbook.Playbook;
import java.util.List;
import java.util.Optional;

/** Checks two rules of one playbook against each other. Stateless. */
final class PairCheck {

    private PairCheck() {}

    /** What there is to say of two rules, the first of which comes first in the text. */
    static Optional<Finding> of(Row first, Row second, Playbook playbook) {
        Optional<Box> both = first.region().meeting(second.region());
        if (both.isEmpty()) {
            return Optional.empty();
        }
        return first.actsAs(second) ? same(first, second, playbook) : overlap(first, second, both.get());
    }

    private static Optional<Finding> same(Row first, Row second, Playbook playbook) {
        boolean counted = playbook.reentryOf(first.rule().name())
                .equals(playbook.reentryOf(second.rule().name()));
        if (!counted) {
            return Optional.empty();
        }
        boolean secondWithin = second.region().within(first.region());
        boolean firstWithin = first.region().within(second.region());
        if (firstWithin && secondWithin) {
            return Optional.of(finding(
                    Severity.WARNING,
                    Code.DUPLICATE_RULE,
                    second,
                    first,
                    " fits the same users as " + named(first) + " and does the same. Take one of them out."));
        }
        if (!firstWithin && !secondWithin) {
            return Optional.empty();
        }
        Row narrow = secondWithin ? second : first;
        Row wide = secondWithin ? first : second;
        return Optional.of(finding(
                Severity.WARNING,
                Code.SUBSUMED_RULE,
                narrow,
                wide,
                " adds nobody: " + named(wide)
                        + " fits all its users and does the same. Take it out, or tell them apart."));
    }

    private static Optional<Finding> overlap(Row first, Row second, Box both) {
        List<String> one = Subject.offers(first.rule());
        List<String> two = Subject.offers(second.rule());
        boolean offers = !one.isEmpty() && !two.isEmpty();
        boolean meant = !offers && !first.sharesTable(second);
        String what = " does something else than " + named(first) + " for the same users: " + BoxText.of(both)
                + "; for example " + BoxText.example(both) + "."
                + (offers ? " It offers " + two + " where the other offers " + one + "." : "")
                + (meant ? " That may be meant; if not, tell them apart." : " Tell them apart.");
        return Optional.of(finding(meant ? Severity.NOTE : Severity.WARNING, Code.RULES_OVERLAP, second, first, what));
    }

    private static Finding finding(Severity severity, Code code, Row row, Row other, String what) {
        return new Finding(
                severity,
                code,
                row.rule().place(),
                List.of(row.rule().name(), other.rule().name()),
                "`" + row.rule().name() + "`" + what);
    }

    private static String named(Row row) {
        String place = row.rule().place().text();
        return "`" + row.rule().name() + "`" + (place.isEmpty() ? "" : " (" + place + ")");
    }
}
