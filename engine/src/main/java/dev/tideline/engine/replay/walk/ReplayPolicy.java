package dev.tideline.engine.replay.walk;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.incentives.Incentives;
import java.util.Objects;

/**
 * What binds every replay besides its playbook: the same as binds sweeps. Immutable.
 *
 * @param model how histories become facts
 * @param limits caps, quiet hours and the global holdout
 * @param incentives the catalogue
 * @param salts of the holdouts
 */
public record ReplayPolicy(FactsModel model, Limits limits, Incentives incentives, Salts salts) {

    public ReplayPolicy {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(limits, "limits");
    }
}
