package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.BoxText;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Wording;
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
                    Wording.of(
                            "`{0}` fits the same users as {1} and does the same. Take one of them out.",
                            second.rule().name(), named(first))));
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
                Wording.of(
                        "`{0}` adds nobody: {1} fits all its users and does the same. Take it out, or tell them apart.",
                        narrow.rule().name(), named(wide))));
    }

    private static Optional<Finding> overlap(Row first, Row second, Box both) {
        List<String> one = Subject.offers(first.rule());
        List<String> two = Subject.offers(second.rule());
        boolean offers = !one.isEmpty() && !two.isEmpty();
        boolean meant = !offers && !first.sharesTable(second);
        Wording differs = Wording.of(
                "`{0}` does something else than {1} for the same users: {2}; for example {3}.",
                second.rule().name(), named(first), BoxText.of(both), BoxText.example(both));
        Wording what =
                offers ? Wording.of("{0} It offers {1} where the other offers {2}.", differs, two, one) : differs;
        Wording told = meant
                ? Wording.of("{0} That may be meant; if not, tell them apart.", what)
                : Wording.of("{0} Tell them apart.", what);
        return Optional.of(finding(meant ? Severity.NOTE : Severity.WARNING, Code.RULES_OVERLAP, second, first, told));
    }

    private static Finding finding(Severity severity, Code code, Row row, Row other, Wording what) {
        return new Finding(
                severity,
                code,
                row.rule().place(),
                List.of(row.rule().name(), other.rule().name()),
                what);
    }

    private static Wording named(Row row) {
        String place = row.rule().place().text();
        Wording name = Wording.names(List.of(row.rule().name()));
        return place.isEmpty() ? name : Wording.of("{0} ({1})", name, place);
    }
}
