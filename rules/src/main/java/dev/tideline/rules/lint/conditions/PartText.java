package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.problem.Wording;
import java.util.Collection;
import java.util.List;

/** Says parts of conditions as their author wrote them. Stateless. */
final class PartText {

    private PartText() {}

    /** {@code `daysSinceKyc >= $firstDay`, which is `daysSinceKyc >= 7`}. */
    static Wording of(Condition part) {
        String written = AuthorPrinter.asWritten().print(part);
        String values = AuthorPrinter.withValues().print(part);
        return written.equals(values)
                ? Wording.names(List.of(written))
                : Wording.of("`{0}`, which is `{1}`,", written, values);
    }

    /** The same with its place in the text. */
    static Wording located(Condition part) {
        String place = part.place().text();
        return place.isEmpty() ? of(part) : Wording.of("{0} ({1})", of(part), place);
    }

    static Wording located(Collection<Condition> parts) {
        return Wording.allOf(parts.stream().map(PartText::located).toList());
    }

    /** Whether another value of a parameter could make it say something else. */
    static boolean namesParameter(Condition part) {
        return !AuthorPrinter.asWritten()
                .print(part)
                .equals(AuthorPrinter.withValues().print(part));
    }
}
