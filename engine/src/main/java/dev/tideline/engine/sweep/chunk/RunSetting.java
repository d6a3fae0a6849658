package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.snapshot.NextChange;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.rules.due.DueAnalysis;
import dev.tideline.rules.due.TimeDependence;
import dev.tideline.rules.language.CheckedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Everything that is the same for all chunks of one run under one rulebook. For one thread.
 *
 * @param run the run
 * @param evaluation what is evaluated: the playbooks of the run that act
 * @param changes finds when users change with nothing happening
 * @param analysable whether that can be found; if not, everybody is due always
 * @param current whether the instant is not before what segments were last assigned at
 * @param liveSchedules numbers of the schedules that fire; one that comes back evaluates everybody
 */
record RunSetting(
        RunSpec run,
        EvaluationSetting evaluation,
        NextChange changes,
        boolean analysable,
        boolean current,
        Set<Integer> liveSchedules)
        implements AutoCloseable {

    /**
     * The setting of a run.
     *
     * @param loaded the rulebook that the run was planned with, in its shares
     * @param playbooks those of the run that nobody has stopped
     */
    static RunSetting of(
            Transaction transaction,
            RunSpec run,
            LoadedRulebook loaded,
            Set<String> playbooks,
            EvaluationPolicy policy) {
        EvaluationSetting evaluation = EvaluationSetting.of(
                new EvaluationSetting.Wanted(
                        run.asOf(), playbooks, run.firstRuns(), run.id().number(), EvaluationSetting.Sight.DECIDING),
                loaded,
                policy,
                Staleness.of(policy.model(), run.basis().stale()));
        TimeDependence dependence = dependence(loaded, policy, playbooks);
        return new RunSetting(
                run,
                evaluation,
                evaluation.facts().changes(dependence),
                dependence.analysable(),
                isCurrent(transaction, run),
                liveSchedules(transaction));
    }

    /** The calendar is part of the run's signature: it makes everybody evaluated, not due. */
    private static TimeDependence dependence(LoadedRulebook loaded, EvaluationPolicy policy, Set<String> playbooks) {
        List<CheckedRule> rules = new ArrayList<>(loaded.rulebook().guardrails());
        loaded.rules().stream()
                .filter(rule -> playbooks.contains(rule.playbook()))
                .forEach(rules::add);
        TimeDependence all = DueAnalysis.of(rules)
                .and(DueAnalysis.ofUserConditions(policy.model().segmentation().conditions()))
                .and(DueAnalysis.ofUserConditions(policy.packs().conditions()));
        return new TimeDependence(all.user(), all.market(), false, all.reads(), all.reason());
    }

    private static boolean isCurrent(Transaction transaction, RunSpec run) {
        return transaction
                .sql("SELECT coalesce(max(swept_as_of) <= :asOf, true) AS yes FROM playbook")
                .bind("asOf", run.asOf())
                .one(row -> row.flag("yes"));
    }

    private static Set<Integer> liveSchedules(Transaction transaction) {
        return Set.copyOf(
                transaction.sql("SELECT schedule_no FROM schedule WHERE live").list(row -> row.integer("schedule_no")));
    }

    /** Number of a rule in the database. */
    int ruleNumber(String rule) {
        Integer number = evaluation.loaded().ruleNumbers().get(rule);
        if (number == null) {
            throw new IllegalStateException("Rule '" + rule + "' has no number");
        }
        return number;
    }

    @Override
    public void close() {
        evaluation.close();
    }
}
