package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Which versions act for whom: outside the share of a version the one before it goes on. Persons for whom the same versions act
 * share a setting, made when the first of them comes. For one thread.
 */
final class Lineups implements AutoCloseable {

    /** Every version acts for all, or nobody does outside of its share. */
    static final Lineups ONE = new Lineups(null, null, (keys, others) -> {
        throw new IllegalStateException("No version goes on outside of a share");
    });

    private final @Nullable LoadedRulebook loaded;
    private final @Nullable Evaluator others;
    private final BiFunction<Set<String>, Evaluator, EvaluationSetting> maker;
    private final Map<Set<String>, EvaluationSetting> made = new HashMap<>();

    private Lineups(
            @Nullable LoadedRulebook loaded,
            @Nullable Evaluator others,
            BiFunction<Set<String>, Evaluator, EvaluationSetting> maker) {
        this.loaded = loaded;
        this.others = others;
        this.maker = maker;
    }

    /**
     * What a rulebook leads to.
     *
     * @param omitted playbooks whose rules are not asked
     * @param maker makes the setting of persons for whom the predecessors of these playbooks go on, asked by this evaluator
     */
    static Lineups of(
            LoadedRulebook loaded, Set<String> omitted, BiFunction<Set<String>, Evaluator, EvaluationSetting> maker) {
        return loaded.predecessors()
                .evaluator(omitted)
                .map(others -> new Lineups(loaded, others, maker))
                .orElse(ONE);
    }

    /** The same with every setting changed; the evaluator stays that of this one. */
    Lineups changed(UnaryOperator<EvaluationSetting> change) {
        return loaded == null
                ? this
                : new Lineups(loaded, others, (keys, evaluator) -> change.apply(made(keys, evaluator)));
    }

    /** The setting of a person, where {@code inForce} is that of somebody within all shares. */
    EvaluationSetting of(String personId, EvaluationSetting inForce) {
        Set<String> outside = outside(personId);
        return outside.isEmpty() || others == null ? inForce : made(outside, others);
    }

    private EvaluationSetting made(Set<String> outside, Evaluator evaluator) {
        EvaluationSetting known = made.get(outside);
        if (known == null) {
            known = maker.apply(outside, evaluator);
            made.put(outside, known);
        }
        return known;
    }

    private Set<String> outside(String personId) {
        if (loaded == null) {
            return Collections.emptySet();
        }
        Set<String> outside = new TreeSet<>();
        for (String key : loaded.predecessors().playbooks().keySet()) {
            if (!Arbiter.reaches(key, loaded.share(key), personId)) {
                outside.add(key);
            }
        }
        return outside;
    }

    @Override
    public void close() {
        if (others != null) {
            others.close();
        }
    }
}
