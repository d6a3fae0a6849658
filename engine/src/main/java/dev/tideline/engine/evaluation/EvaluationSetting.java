package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.decision.RunContexts;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.AsOfFacts;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is the same for all persons evaluated at one instant under one rulebook. For one thread.
 *
 * @param loaded what is in force
 * @param playbooks keys evaluated
 * @param evaluator Drools
 * @param facts makes users
 * @param arbiter arbitration
 * @param context what decisions record
 * @param days the calendar
 * @param lineups which versions act for whom
 */
public record EvaluationSetting(
        LoadedRulebook loaded,
        Set<String> playbooks,
        Evaluator evaluator,
        UserFacts facts,
        Arbiter arbiter,
        RunContext context,
        Days days,
        Lineups lineups)
        implements RunContexts, AutoCloseable {

    /**
     * What is asked for.
     *
     * @param asOf instant of evaluation
     * @param playbooks keys to evaluate
     * @param firstRuns those of them that run for the first time since they went live
     * @param runNo number of the run; null if a request asks
     * @param sight which fields users are seen with
     */
    public record Wanted(
            Instant asOf,
            Set<String> playbooks,
            Set<String> firstRuns,
            @Nullable Long runNo,
            Sight sight) {
        public Wanted {
            playbooks = Set.copyOf(playbooks);
            firstRuns = Set.copyOf(firstRuns);
        }
    }

    /** Which fields of a user are read from his history; the others look as if nothing was known of them. */
    public enum Sight {
        /** What decides: fields that rules, guardrails, segments and gates read. */
        DECIDING,
        /** All fields, for somebody who looks at the user himself. */
        EVERYTHING
    }

    /** The setting, as data, policy and rulebook stand now. */
    public static EvaluationSetting of(
            Transaction transaction, Wanted wanted, LoadedRulebook loaded, EvaluationPolicy policy, UserStore users) {
        return of(wanted, loaded, policy, Staleness.of(transaction, users, policy.model(), wanted.asOf()));
    }

    /** The setting with what is said to be stale. */
    public static EvaluationSetting of(Wanted wanted, LoadedRulebook loaded, EvaluationPolicy policy, Staleness stale) {
        Bindings bindings = Bindings.of(wanted, loaded, policy, stale);
        Set<Field> needed = wanted.sight() == Sight.EVERYTHING ? null : bindings.deciding();
        return bindings.setting(facts(wanted, policy, needed, stale));
    }

    /** What binds one person, with the versions of playbooks that act for him. */
    public EvaluationSetting forPerson(String personId) {
        return lineups.of(personId, this);
    }

    @Override
    public RunContext common() {
        return context;
    }

    @Override
    public RunContext of(String personId) {
        return forPerson(personId).context;
    }

    static UserFacts facts(Wanted wanted, EvaluationPolicy policy, @Nullable Set<Field> needed, Staleness stale) {
        return new UserFacts(policy.model(), wanted.asOf(), needed, stale.fields());
    }

    /** The same at another instant, with the same evaluator; not to be used together with this one. */
    EvaluationSetting movedTo(Instant asOf, EvaluationPolicy policy) {
        AsOf instant = AsOfFacts.of(context.vocabulary(), asOf, days.zone());
        RunContext moved = context.movedTo(asOf, policy.market().apply(asOf), instant);
        Lineups later = lineups.changed(one -> one.movedTo(asOf, policy));
        return new EvaluationSetting(loaded, playbooks, evaluator, facts.movedTo(asOf), arbiter, moved, days, later);
    }

    /** The instant of evaluation. */
    public Instant asOf() {
        return context.asOf();
    }

    /** Frees the evaluators. */
    @Override
    public void close() {
        evaluator.close();
        lineups.close();
    }
}
