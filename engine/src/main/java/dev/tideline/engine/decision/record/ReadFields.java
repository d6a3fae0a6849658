package dev.tideline.engine.decision.record;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.language.CheckedRule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which fields each rule, and which the gates read. */
final class ReadFields {

    private final RunContext context;
    private final List<Field> gates;
    private final Map<String, List<Field>> user = new HashMap<>();

    ReadFields(RunContext context) {
        this.context = context;
        FactSchema schema = context.vocabulary().user();
        Stream<Field> guardrails = context.rules().values().stream()
                .filter(CheckedRule::isGuardrail)
                .flatMap(rule -> of(schema, rule).stream());
        Stream<Field> plain =
                Stream.concat(new Arbiter(context.terms()).reads().stream(), Stream.of(Messages.language(schema)));
        gates = sorted(Stream.concat(guardrails, plain));
    }

    /** Every field of users that a decision of this context may read. */
    Set<Field> all() {
        Set<Field> all = new HashSet<>(gates);
        context.rules().keySet().forEach(rule -> all.addAll(user(rule)));
        return all;
    }

    List<Field> gates() {
        return gates;
    }

    List<Field> user(String rule) {
        return user.computeIfAbsent(rule, name -> of(context.vocabulary().user(), rule(name)));
    }

    List<Field> market(String rule) {
        return of(context.vocabulary().market(), rule(rule));
    }

    List<Field> instant(String rule) {
        return of(context.vocabulary().asOf(), rule(rule));
    }

    private CheckedRule rule(String name) {
        CheckedRule rule = context.rules().get(name);
        if (rule == null) {
            throw new IllegalArgumentException("Rule '" + name + "' was arbitrated but is not in the run's rulebook");
        }
        return rule;
    }

    private static List<Field> of(FactSchema schema, CheckedRule rule) {
        return sorted(rule.reads().stream()
                .filter(field ->
                        schema.column(field.column()).filter(field::equals).isPresent()));
    }

    private static List<Field> sorted(Stream<Field> fields) {
        return fields.distinct().sorted(Comparator.comparing(Field::column)).toList();
    }
}
