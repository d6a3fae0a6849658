package dev.tideline.engine.decision.record;

import dev.tideline.engine.decision.RunContext;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.reentry.ReEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which fields each rule, and which the gates read. */
final class ReadFields {

    private static final Set<String> PLAIN_GATES =
            Set.of("account_status", "region_group", "country_code", "timezone", "language", "lists");

    private final RunContext context;
    private final List<Field> gates;
    private final Map<String, List<Field>> user = new HashMap<>();

    ReadFields(RunContext context) {
        this.context = context;
        FactSchema schema = context.vocabulary().user();
        Stream<Field> guardrails = context.rules().values().stream()
                .filter(CheckedRule::isGuardrail)
                .flatMap(rule -> of(schema, rule).stream());
        Stream<Field> plain = schema.fields().stream()
                .filter(field ->
                        PLAIN_GATES.contains(field.column()) || field.column().startsWith("consent_"));
        Stream<Field> occurrences = context.terms().playbooks().values().stream()
                .flatMap(terms -> events(terms.playbook()))
                .flatMap(name -> schema.named(name).stream());
        gates = sorted(Stream.of(guardrails, plain, occurrences).flatMap(Function.identity()));
    }

    /** Fields whose value names what a playbook may act once for. */
    private static Stream<String> events(Playbook playbook) {
        return Stream.concat(Stream.of(playbook.reentry()), playbook.ruleReentry().values().stream())
                .flatMap(reentry -> reentry.occurrence() instanceof ReEntry.Occurrence.Event event
                        ? Stream.of(event.field())
                        : Stream.empty());
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
