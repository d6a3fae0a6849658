package dev.tideline.rules.reading.condition;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.language.Parameters;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Lexer;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.TokenStream;
import java.util.Map;

/** Reads one condition, as it stands between the parentheses of a pattern. Thread-safe. */
public final class ConditionReader {

    private static final String FACT = "";

    /**
     * The condition that the text means, or everything that is wrong with it.
     *
     * @param source what problems name as the place, such as {@code lifecycle.yaml /stages/3}
     * @param parameters by name, without {@code $}
     */
    public Checked<Condition> read(
            String text, String source, FactSchema schema, Visibility visibility, Map<String, Parameter> parameters) {
        Problems problems = new Problems(source);
        TokenStream tokens = new TokenStream(Lexer.tokens(text, problems));
        Condition condition =
                constraints(tokens, Map.of(FACT, schema), FACT, visibility, Parameters.of(parameters), problems);
        if (!tokens.atEnd()) {
            problems.add(tokens.peek(), Wording.of("the end of the condition is expected here"));
        }
        return problems.isEmpty() ? new Checked.Valid<>(condition) : new Checked.Invalid<>(problems.list());
    }

    /**
     * Reads constraints up to what is none, which is left.
     *
     * @param facts those of the rule by name, so that a field of another one is told as that
     * @param fact name of the one that the constraints are on
     */
    public static Condition constraints(
            TokenStream tokens,
            Map<String, FactSchema> facts,
            String fact,
            Visibility visibility,
            Parameters parameters,
            Problems problems) {
        ConstantReader constants = new ConstantReader(parameters, problems);
        FieldFinder fields = new FieldFinder(facts, fact, visibility, problems);
        return new ConditionParser(tokens, new ComparisonChecker(fields, constants, problems), problems).constraints();
    }
}
