package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.PolicyHash;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.snapshot.NextChange;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.due.DueAnalysis;
import dev.tideline.rules.due.TimeDependence;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.AsOfFacts;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.Evaluator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * Everything that is the same for all chunks of one run under one rulebook. For one thread.
 *
 * @param run the run
 * @param loaded what is in force
 * @param playbooks keys evaluated: those of the run that act
 * @param evaluator Drools
 * @param facts makes users
 * @param changes finds when they change with nothing happening
 * @param analysable whether that can be found; if not, everybody is due always
 * @param arbiter arbitration
 * @param context what decisions record
 * @param current whether the instant is not before what segments were last assigned at
 * @param listsInUse whether anybody is on a list
 */
record RunSetting(
        RunSpec run,
        LoadedRulebook loaded,
        Set<String> playbooks,
        Evaluator evaluator,
        UserFacts facts,
        NextChange changes,
        boolean analysable,
        Arbiter arbiter,
        RunContext context,
        boolean current,
        boolean listsInUse) {

    static RunSetting of(
            Transaction transaction, RunSpec run, LoadedRulebook loaded, SweepPolicy policy, UserStore users) {
        Set<String> playbooks = new HashSet<>(run.playbooks());
        playbooks.removeIf(key -> !loaded.playbooks().containsKey(key) || (!run.dryRun() && !loaded.acts(key)));
        Staleness stale = Staleness.of(transaction, users, policy.model(), run.asOf());
        Terms terms = terms(transaction, run, loaded, policy, playbooks, stale);
        UserFacts facts = new UserFacts(policy.model(), run.asOf(), null, stale.fields());
        TimeDependence dependence = dependence(loaded, policy, playbooks);
        return new RunSetting(
                run,
                loaded,
                playbooks,
                loaded.rulebook().evaluator(),
                facts,
                facts.changes(dependence),
                dependence.analysable(),
                new Arbiter(terms),
                context(run, loaded, policy, terms),
                flag(
                        transaction,
                        "SELECT coalesce(max(swept_as_of) <= '" + run.asOf() + "', true) AS yes FROM schedule"),
                flag(transaction, "SELECT EXISTS (SELECT FROM list_member) AS yes"));
    }

    /** The calendar is part of the run's signature: it makes everybody evaluated, not due. */
    private static TimeDependence dependence(LoadedRulebook loaded, SweepPolicy policy, Set<String> playbooks) {
        List<CheckedRule> rules = new ArrayList<>(loaded.rulebook().guardrails());
        loaded.rulebook().rules().stream()
                .filter(rule -> playbooks.contains(rule.playbook()))
                .forEach(rules::add);
        TimeDependence all = DueAnalysis.of(rules)
                .and(DueAnalysis.ofUserConditions(policy.model().segmentation().conditions()));
        return new TimeDependence(all.user(), all.market(), false, all.reads(), all.reason());
    }

    private static Terms terms(
            Transaction transaction,
            RunSpec run,
            LoadedRulebook loaded,
            SweepPolicy policy,
            Set<String> playbooks,
            Staleness stale) {
        Set<String> first = new HashSet<>(transaction
                .sql("SELECT playbook FROM playbook WHERE first_run = :run")
                .bind("run", run.id().number())
                .list(row -> row.text("playbook")));
        Map<String, SortedSet<String>> staleReads =
                stale.readBy(loaded.rulebook().rules());
        List<PlaybookTerms> all = new ArrayList<>();
        for (String key : playbooks) {
            Playbook playbook = loaded.playbooks().get(key);
            if (playbook != null) {
                all.add(new PlaybookTerms(playbook, playbook.version(), false, first.contains(key), "", staleReads));
            }
        }
        return Terms.of(policy.model().vocabulary().user(), all, policy.limits(), policy.incentives(), policy.salts());
    }

    private static RunContext context(RunSpec run, LoadedRulebook loaded, SweepPolicy policy, Terms terms) {
        List<CheckedRule> rules = new ArrayList<>(loaded.rulebook().rules());
        rules.addAll(loaded.rulebook().guardrails());
        Market market = policy.market().apply(run.asOf());
        AsOf instant = AsOfFacts.of(
                policy.model().vocabulary(), run.asOf(), policy.model().days().zone());
        return new RunContext(
                run.id().number(),
                run.asOf(),
                policy.model().vocabulary(),
                terms,
                market,
                instant,
                RunContext.byName(rules),
                loaded.rulebook().hash(),
                PolicyHash.of(terms));
    }

    private static boolean flag(Transaction transaction, String sql) {
        return transaction.sql(sql).one(row -> row.flag("yes"));
    }

    /** Number of a rule in the database. */
    int ruleNumber(String rule) {
        Integer number = loaded.ruleNumbers().get(rule);
        if (number == null) {
            throw new IllegalStateException("Rule '" + rule + "' has no number");
        }
        return number;
    }
}
