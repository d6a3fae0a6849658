package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.language.Condition;
import java.util.List;
import java.util.stream.Stream;

/** Conditions with every "not" at a single part and no "and" right within an "and", nor "or" within "or". Stateless. */
final class Normal {

    private Normal() {}

    /** The parts that all have to hold. */
    static List<Condition> conjuncts(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(condition -> parts(of(condition), true))
                .toList();
    }

    /** The same condition in this form. */
    static Condition of(Condition condition) {
        return of(condition, false);
    }

    private static Condition of(Condition condition, boolean negated) {
        if (condition instanceof Condition.Not not) {
            return of(not.part(), !negated);
        }
        if (condition instanceof Condition.All all) {
            return join(all.parts(), negated, !negated, condition);
        }
        if (condition instanceof Condition.Any any) {
            return join(any.parts(), negated, negated, condition);
        }
        return negated ? new Condition.Not(condition, condition.place()) : condition;
    }

    private static Condition join(List<Condition> written, boolean negated, boolean and, Condition whole) {
        List<Condition> parts = written.stream()
                .map(part -> of(part, negated))
                .flatMap(part -> parts(part, and))
                .toList();
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return and ? new Condition.All(parts, whole.place()) : new Condition.Any(parts, whole.place());
    }

    private static Stream<Condition> parts(Condition part, boolean and) {
        if (and && part instanceof Condition.All all) {
            return all.parts().stream();
        }
        return !and && part instanceof Condition.Any any ? any.parts().stream() : Stream.of(part);
    }
}
