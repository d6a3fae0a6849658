package dev.tideline.rules.segments;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.Condition;
import java.util.List;
import java.util.StringJoiner;

/** Tells which clauses of a condition that holds made it hold, with the values that were read. Immutable. */
final class Cause {

    private static final AuthorPrinter PRINTER = AuthorPrinter.withValues();

    private final Clauses clauses;

    private Cause(Clauses clauses) {
        this.clauses = clauses;
    }

    /** Printed once, since the text of a clause is the same for every user. */
    private sealed interface Clauses {

        void add(Fact fact, StringJoiner to);

        static Clauses of(Condition condition) {
            if (condition instanceof Condition.All all) {
                return new Every(all.parts().stream().map(Clauses::of).toList());
            }
            if (condition instanceof Condition.Any any) {
                return new Those(
                        any.parts(), any.parts().stream().map(Clauses::of).toList());
            }
            return new One(PRINTER.print(condition) + ": ", List.copyOf(Reads.of(condition)));
        }
    }

    private record Every(List<Clauses> parts) implements Clauses {
        @Override
        public void add(Fact fact, StringJoiner to) {
            parts.forEach(part -> part.add(fact, to));
        }
    }

    private record Those(List<Condition> conditions, List<Clauses> parts) implements Clauses {
        @Override
        public void add(Fact fact, StringJoiner to) {
            for (int i = 0; i < parts.size(); i++) {
                if (Interpreter.holds(conditions.get(i), fact)) {
                    parts.get(i).add(fact, to);
                }
            }
        }
    }

    private record One(String text, List<Field> reads) implements Clauses {
        @Override
        public void add(Fact fact, StringJoiner to) {
            if (reads.size() == 1) {
                to.add(text + value(reads.get(0), fact));
                return;
            }
            StringJoiner values = new StringJoiner(" and ", text, "");
            reads.forEach(field -> values.add(field.name() + " " + value(field, fact)));
            to.add(values.toString());
        }
    }

    static Cause of(Condition condition) {
        return new Cause(Clauses.of(condition));
    }

    /** {@code daysSinceLastTrade <= 29: 12, totalAsset >= 100: 250.5}. */
    String text(Fact fact) {
        StringJoiner text = new StringJoiner(", ");
        clauses.add(fact, text);
        return text.toString();
    }

    private static String value(Field field, Fact fact) {
        String text = FieldValues.text(field, fact);
        return text.isEmpty() ? "none" : text;
    }
}
