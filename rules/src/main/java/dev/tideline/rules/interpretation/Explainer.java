package dev.tideline.rules.interpretation;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.Explanation.Clause;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells clause by clause why a rule does or does not fire for these facts. */
record Explainer(User user, Market market, AsOf asOf) {

    Explanation explain(CheckedRule rule) {
        List<Clause> clauses = new ArrayList<>(constraints("User", rule.user(), user));
        clauses.addAll(constraints("Market", rule.market(), market));
        clauses.addAll(constraints("AsOf", rule.asOf(), asOf));
        return new Explanation(rule.name(), rule.why(), clauses.stream().allMatch(Clause::holds), clauses);
    }

    private static List<Clause> constraints(String kind, @Nullable Condition condition, Fact fact) {
        if (condition == null) {
            return List.of();
        }
        List<Condition> parts = condition instanceof Condition.All all ? all.parts() : List.of(condition);
        return parts.stream().map(part -> clause(kind, part, fact)).toList();
    }

    private static Clause clause(String kind, Condition condition, Fact fact) {
        List<Clause> parts =
                parts(condition).stream().map(part -> clause(kind, part, fact)).toList();
        return new Clause(
                kind,
                AuthorPrinter.asWritten().print(condition),
                Interpreter.holds(condition, fact),
                values(condition, fact),
                parts);
    }

    private static List<Condition> parts(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.parts();
        }
        if (condition instanceof Condition.Any any) {
            return any.parts();
        }
        return condition instanceof Condition.Not not ? List.of(not.part()) : List.of();
    }

    private static Map<String, String> values(Condition condition, Fact fact) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field field : Reads.of(condition)) {
            values.put(field.name(), ValueText.of(field, fact));
        }
        values.putAll(Reads.parameters(condition));
        return values;
    }
}
