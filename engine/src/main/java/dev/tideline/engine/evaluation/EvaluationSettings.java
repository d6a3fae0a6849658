package dev.tideline.engine.evaluation;

import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.rules.facts.Field;
import java.time.Instant;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * Settings for calls at ever new instants. What follows from rulebook, playbooks and stale fields alone is made once, and an
 * evaluator is lent to one call after another; a setting never serves two at a time. Thread-safe.
 */
public final class EvaluationSettings {

    private final EvaluationPolicy policy;
    private final Deque<Kept> idle = new ConcurrentLinkedDeque<>();

    /** Settings under this policy. */
    public EvaluationSettings(EvaluationPolicy policy) {
        this.policy = policy;
    }

    /**
     * What calls share.
     *
     * @param loaded what is in force
     * @param playbooks keys to evaluate
     * @param firstRuns those of them that run for the first time since they went live
     * @param stale what must not be relied on
     */
    public record Basis(LoadedRulebook loaded, Set<String> playbooks, Set<String> firstRuns, Staleness stale) {

        public Basis {
            playbooks = Set.copyOf(playbooks);
            firstRuns = Set.copyOf(firstRuns);
        }

        /** Rules that are compiled again are others, so that nothing has to be compared in depth. */
        private boolean serves(Basis other) {
            Set<Field> fields = stale.fields();
            return loaded.rulebook() == other.loaded.rulebook()
                    && loaded.shares().equals(other.loaded.shares())
                    && loaded.predecessors().rulebook()
                            == other.loaded.predecessors().rulebook()
                    && playbooks.equals(other.playbooks)
                    && firstRuns.equals(other.firstRuns)
                    && fields.equals(other.stale.fields());
        }
    }

    private record Kept(Basis basis, EvaluationSetting setting) {}

    /** Does work with the setting of an instant; it must not be used afterwards. One that fails under it is not used again. */
    public <T> T with(Basis basis, Instant at, Function<EvaluationSetting, T> work) {
        EvaluationSetting setting = take(basis, at);
        T result = work.apply(setting.movedTo(at, policy));
        idle.push(new Kept(basis, setting));
        return result;
    }

    private EvaluationSetting take(Basis basis, Instant at) {
        for (Kept kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.basis().serves(basis)) {
                return kept.setting();
            }
            kept.setting().close();
        }
        EvaluationSetting.Wanted wanted = new EvaluationSetting.Wanted(
                at, basis.playbooks(), basis.firstRuns(), null, EvaluationSetting.Sight.DECIDING);
        return EvaluationSetting.of(wanted, basis.loaded(), policy, basis.stale());
    }
}
