package dev.tideline.rules.ruleset;

import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Names in a playbook's declaration that only its rules and the vocabulary know: events of re-entry, rules and messages. */
final class DeclaredNames {

    private final String declaration;
    private final FactSchema users;

    /**
     * The names of a declaration.
     *
     * @param declaration text of {@code playbook.yaml}
     * @param users fields of users
     */
    DeclaredNames(String declaration, FactSchema users) {
        this.declaration = declaration;
        this.users = users;
    }

    /** What names nothing that there is, given the rules of the playbook. */
    List<Problem> problems(List<CheckedRule> rules) {
        Mapping top = Document.read(Playbook.DECLARATION, declaration);
        event(top);
        if (top.has("rules")) {
            Set<String> known = rules.stream()
                    .map(rule -> rule.name().substring(rule.playbook().length() + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            Mapping named = top.mapping("rules");
            named.keys().forEach(name -> {
                if (!known.contains(name)) {
                    named.reportName(name, Wording.of("a rule of this playbook; {0}", Nearest.hint(name, known)));
                }
                event(named.mapping(name));
            });
        }
        messages(top, rules);
        return top.problems();
    }

    /** A slip in the name of a template would leave its message about nothing. */
    private static void messages(Mapping top, List<CheckedRule> rules) {
        if (!top.has("messages")) {
            return;
        }
        Set<String> sent = rules.stream()
                .flatMap(rule -> rule.parts().stream())
                .filter(Part.Touch.class::isInstance)
                .map(Part::key)
                .collect(Collectors.toCollection(TreeSet::new));
        Mapping named = top.mapping("messages");
        named.keys().stream()
                .filter(template -> !sent.contains(template))
                .forEach(template -> named.reportName(
                        template, Wording.of("a message that a rule sends; {0}", Nearest.hint(template, sent))));
    }

    private void event(Mapping node) {
        if (!node.has("reentry") || !node.mapping("reentry").has("event")) {
            return;
        }
        Mapping reentry = node.mapping("reentry");
        String event = reentry.text("event");
        if (users.named(event).filter(DeclaredNames::happens).isEmpty()) {
            Set<String> known = users.fields().stream()
                    .filter(DeclaredNames::happens)
                    .map(Field::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            reentry.report(
                    "event", Wording.of("a field that says when something happened; {0}", Nearest.hint(event, known)));
        }
    }

    private static boolean happens(Field field) {
        return field.type() == FieldType.INSTANT && field.owner() != Field.Owner.ENGINE;
    }
}
