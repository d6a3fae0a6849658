package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.language.Condition;
import java.util.Collection;
import java.util.stream.Collectors;

/** Says parts of conditions as their author wrote them. Stateless. */
final class PartText {

    private PartText() {}

    /** {@code `daysSinceKyc >= $firstDay`, which is `daysSinceKyc >= 7`}. */
    static String of(Condition part) {
        String written = AuthorPrinter.asWritten().print(part);
        String values = AuthorPrinter.withValues().print(part);
        return written.equals(values) ? "`" + written + "`" : "`" + written + "`, which is `" + values + "`,";
    }

    /** The same with its place in the text. */
    static String located(Condition part) {
        String place = part.place().text();
        return place.isEmpty() ? of(part) : of(part) + " (" + place + ")";
    }

    static String located(Collection<Condition> parts) {
        return parts.stream().map(PartText::located).collect(Collectors.joining(" and "));
    }

    /** Whether another value of a parameter could make it say something else. */
    static boolean namesParameter(Condition part) {
        return !AuthorPrinter.asWritten()
                .print(part)
                .equals(AuthorPrinter.withValues().print(part));
    }
}
