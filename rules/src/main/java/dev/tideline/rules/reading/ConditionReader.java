package dev.tideline.rules.reading;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;

/** Reads one condition, as it stands between the parentheses of a pattern. Thread-safe. */
public final class ConditionReader {

    /**
     * The condition that the text means, or everything that is wrong with it.
     *
     * @param source what problems name as the place, such as {@code lifecycle.yaml /stages/3}
     * @param parameters by name, without {@code $}
     */
    public Checked<Condition> read(
            String text, String source, FactSchema schema, Visibility visibility, Map<String, Parameter> parameters) {
        return new Checked.Invalid<>(List.of(new Problem(Place.at("", 0, 0), "", "a reader, which follows")));
    }
}
