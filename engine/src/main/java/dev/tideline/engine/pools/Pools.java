package dev.tideline.engine.pools;

import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.pools.enrolment.Enrolment;
import dev.tideline.engine.pools.enrolment.MemberGates;
import dev.tideline.engine.pools.enrolment.PoolsInRun;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.phase.Phase;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.language.CheckedRule;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Pools as phases of runs: who has a part is read first, then the pools are divided and paid. */
public final class Pools {

    private Pools() {}

    /** Divides the pools of the playbooks in force that offer a part in one. */
    public static List<Phase> phases(EvaluationPolicy policy, UserStore users, RulebookHolder holder, Offers offers) {
        return phases(policy, users, () -> offering(policy, holder), Enrolment.current(holder, policy, users), offers);
    }

    static List<Phase> phases(
            EvaluationPolicy policy,
            UserStore users,
            Supplier<Set<String>> offering,
            MemberGates gates,
            Offers offers) {
        PoolsInRun pools = new PoolsInRun(policy.incentives(), offering);
        return List.of(
                Enrolment.phase(pools, policy, users, gates),
                new Phase(new PoolPhase(policy, pools), () -> new PoolWork(policy, offers)));
    }

    private static Set<String> offering(EvaluationPolicy policy, RulebookHolder holder) {
        LoadedRulebook loaded = holder.current();
        return loaded.rules().stream()
                .filter(rule -> rule.parts().stream().anyMatch(part -> isPool(policy, part)))
                .map(CheckedRule::playbook)
                .filter(key -> !loaded.isStopped(key))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isPool(EvaluationPolicy policy, Part part) {
        return part instanceof Part.Incentive
                && policy.incentives()
                        .named(part.key())
                        .filter(incentive -> incentive.terms().isPool())
                        .isPresent();
    }
}
