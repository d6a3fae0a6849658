package dev.tideline.engine.pools;

import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.phase.Phase;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.language.CheckedRule;
import java.util.Set;
import java.util.stream.Collectors;

/** Pools as a phase of runs. */
public final class Pools {

    private Pools() {}

    /** Divides the pools of the playbooks in force that offer a part in one. */
    public static Phase phase(EvaluationPolicy policy, UserStore users, RulebookHolder holder) {
        return new Phase(new PoolPhase(policy, users, () -> offering(policy, holder)), () -> new PoolWork(policy));
    }

    private static Set<String> offering(EvaluationPolicy policy, RulebookHolder holder) {
        return holder.current().rulebook().rules().stream()
                .filter(rule -> rule.parts().stream().anyMatch(part -> isPool(policy, part)))
                .map(CheckedRule::playbook)
                .collect(Collectors.toSet());
    }

    private static boolean isPool(EvaluationPolicy policy, Part part) {
        return part instanceof Part.Incentive
                && policy.incentives()
                        .named(part.key())
                        .filter(incentive -> incentive.terms() instanceof FeeTerms.SharePool)
                        .isPresent();
    }
}
