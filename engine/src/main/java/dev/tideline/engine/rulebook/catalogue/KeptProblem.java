package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as the database keeps it.
 *
 * @param expected in English, for who reads the table
 * @param rule name of the rule, empty for none; null in what earlier releases wrote
 * @param wording to be said in any language; null in what earlier releases wrote
 */
record KeptProblem(
        Place place,
        String value,
        String expected,
        @Nullable String rule,
        @Nullable KeptWording wording) {

    /**
     * A phrase or one of its arguments.
     *
     * @param text of an argument that is no phrase; null of phrases
     * @param template of a phrase; null of texts
     * @param arguments of a phrase; null of texts
     */
    record KeptWording(
            @Nullable String text,
            @Nullable String template,
            @Nullable List<KeptWording> arguments) {

        static KeptWording of(Object said) {
            return said instanceof Wording phrase
                    ? new KeptWording(
                            null,
                            phrase.template(),
                            phrase.arguments().stream().map(KeptWording::of).toList())
                    : new KeptWording(String.valueOf(said), null, null);
        }

        Object said() {
            if (template == null || arguments == null) {
                return String.valueOf(text);
            }
            return new Wording(
                    template, arguments.stream().map(KeptWording::said).toList());
        }
    }

    static KeptProblem of(Problem problem) {
        return new KeptProblem(
                problem.place(),
                problem.value(),
                problem.expected(),
                problem.rule(),
                KeptWording.of(problem.wording()));
    }

    Problem problem() {
        Problem problem = wording != null && wording.said() instanceof Wording phrase
                ? new Problem(place, value, phrase)
                : new Problem(place, value, expected);
        return problem.in(rule == null ? "" : rule);
    }
}
