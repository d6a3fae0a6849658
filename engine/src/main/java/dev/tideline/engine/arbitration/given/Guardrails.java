package dev.tideline.engine.arbitration.given;

import dev.tideline.engine.facts.FieldText;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The guardrails in force: what they say of a user comes with his case, why they say it is found here.
 *
 * @param rules all of them; none if nobody asks why
 */
public record Guardrails(List<CheckedRule> rules) {

    /** Gives no reasons. */
    public static final Guardrails UNTOLD = new Guardrails(List.of());

    public Guardrails {
        rules = List.copyOf(rules);
    }

    /**
     * The guardrails that have an effect on a user, their conditions, and what the user's fields are that they name. Empty if it
     * comes from elsewhere, such as another account.
     */
    public SortedMap<String, String> grounds(Effect effect, User user) {
        List<CheckedRule> those = rules.stream()
                .filter(rule -> rule.effects().contains(effect) && Interpreter.holds(rule.user(), user))
                .toList();
        SortedMap<String, String> values = new TreeMap<>();
        if (!those.isEmpty()) {
            values.put(
                    "guardrail",
                    String.join(", ", those.stream().map(CheckedRule::name).toList()));
            values.put(
                    "condition",
                    String.join(
                            "; ",
                            those.stream()
                                    .map(rule -> AuthorPrinter.asWritten().print(rule.user()))
                                    .toList()));
        }
        those.forEach(rule ->
                Reads.of(rule.user()).forEach(field -> values.put(field.column(), FieldText.of(field, user))));
        return values;
    }
}
