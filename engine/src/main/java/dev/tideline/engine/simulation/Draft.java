package dev.tideline.engine.simulation;

import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.replay.walk.ReplayedPlaybook;
import dev.tideline.engine.simulation.PostgresSimulationStore.Asked;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.reading.condition.ConditionReader;
import dev.tideline.rules.ruleset.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A draft that was read and compiled, and whom it is tried on.
 *
 * @param filter null for everybody
 */
record Draft(Playbook playbook, Rulebook rules, @Nullable Condition filter) {

    /** What condition problems name as their place. */
    private static final String FILTER = "filter";

    /** Reads and compiles: tenths of a second of CPU. Gives every problem if there are any. */
    static Checked<Draft> read(String key, Map<String, String> files, String filter, EvaluationPolicy policy) {
        List<Problem> problems = new ArrayList<>();
        Checked<ReplayedPlaybook> read =
                ReplayedPlaybook.read(files, policy.model().vocabulary());
        problems.addAll(read.problems());
        Condition condition = condition(filter, policy, problems);
        if (!problems.isEmpty()) {
            return new Checked.Invalid<>(problems);
        }
        ReplayedPlaybook draft = read.orThrow();
        if (!draft.playbook().key().equals(key)) {
            return new Checked.Invalid<>(List.of(new Problem(
                    Place.at(Playbook.DECLARATION, 0, 0),
                    draft.playbook().key(),
                    Wording.of("the key of the playbook it is a draft of, {0}", key))));
        }
        return new Checked.Valid<>(new Draft(draft.playbook(), draft.rulebook(), condition));
    }

    static Draft of(Asked asked, EvaluationPolicy policy) {
        return read(asked.playbook(), asked.files(), asked.filter(), policy).orThrow();
    }

    /** Of the population one may ask what playbook rules may ask of a user. */
    private static @Nullable Condition condition(String filter, EvaluationPolicy policy, List<Problem> problems) {
        if (filter.isBlank()) {
            return null;
        }
        Checked<Condition> read = new ConditionReader()
                .read(filter, FILTER, policy.model().vocabulary().user(), Visibility.PLAYBOOK, Map.of());
        problems.addAll(read.problems());
        return read.isValid() ? read.orThrow() : null;
    }
}
