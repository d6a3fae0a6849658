package dev.tideline.rules.segments;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldValues;
import dev.tideline.rules.language.AuthorPrinter;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Interpreter;
import dev.tideline.rules.language.Reads;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells which clauses of a condition that holds made it hold, with the values that were read. */
final class Cause {

    private static final AuthorPrinter PRINTER = AuthorPrinter.withValues();

    private Cause() {}

    /** {@code daysSinceLastTrade <= 29: 12, totalAsset >= 100: 250.5}. */
    static String of(Condition condition, Fact fact) {
        return clauses(condition, fact).map(clause -> text(clause, fact)).collect(Collectors.joining(", "));
    }

    private static Stream<Condition> clauses(Condition condition, Fact fact) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().flatMap(part -> clauses(part, fact));
        }
        if (condition instanceof Condition.Any any) {
            return any.parts().stream()
                    .filter(part -> Interpreter.holds(part, fact))
                    .flatMap(part -> clauses(part, fact));
        }
        return Stream.of(condition);
    }

    private static String text(Condition clause, Fact fact) {
        List<Field> reads = List.copyOf(Reads.of(clause));
        String values = reads.size() == 1
                ? value(reads.get(0), fact)
                : reads.stream()
                        .map(field -> field.name() + " " + value(field, fact))
                        .collect(Collectors.joining(" and "));
        return PRINTER.print(clause) + ": " + values;
    }

    private static String value(Field field, Fact fact) {
        String text = FieldValues.text(field, fact);
        return text.isEmpty() ? "none" : text;
    }
}
