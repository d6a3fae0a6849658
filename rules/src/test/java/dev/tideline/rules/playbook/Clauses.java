package dev.tideline.rules.playbook;

import dev.tideline.rules.language.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Takes single clauses out of conditions, to see whether any case notices. */
final class Clauses {

    private Clauses() {}

    /**
     * A condition without one of its clauses.
     *
     * @param clause the clause, as the author's place
     * @param condition the rest
     */
    record Without(Condition clause, Condition condition) {}

    /** The condition without each of its clauses in turn: the one left out can no longer stop the rule. */
    static List<Without> without(Condition condition) {
        return without(condition, true).toList();
    }

    private static Stream<Without> without(Condition condition, boolean wanted) {
        if (condition instanceof Condition.All all) {
            return each(all.parts(), wanted)
                    .map(part -> new Without(part.clause, new Condition.All(part.parts, all.place())));
        }
        if (condition instanceof Condition.Any any) {
            return each(any.parts(), wanted)
                    .map(part -> new Without(part.clause, new Condition.Any(part.parts, any.place())));
        }
        if (condition instanceof Condition.Not not) {
            return without(not.part(), !wanted)
                    .map(part -> new Without(part.clause, new Condition.Not(part.condition, not.place())));
        }
        return Stream.of(new Without(condition, wanted ? always(condition) : never(condition)));
    }

    private record Parts(Condition clause, List<Condition> parts) {}

    private static Stream<Parts> each(List<Condition> parts, boolean wanted) {
        return IntStream.range(0, parts.size())
                .boxed()
                .flatMap(index -> without(parts.get(index), wanted).map(part -> {
                    List<Condition> changed = new ArrayList<>(parts);
                    changed.set(index, part.condition);
                    return new Parts(part.clause, changed);
                }));
    }

    private static Condition always(Condition clause) {
        return new Condition.All(List.of(), clause.place());
    }

    private static Condition never(Condition clause) {
        return new Condition.Any(List.of(), clause.place());
    }
}
