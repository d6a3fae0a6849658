package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.PolicyHash;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.decision.record.Changes;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.AsOfFacts;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
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
 */
public record EvaluationSetting(
        LoadedRulebook loaded,
        Set<String> playbooks,
        Evaluator evaluator,
        UserFacts facts,
        Arbiter arbiter,
        RunContext context,
        Days days)
        implements AutoCloseable {

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
        RunContext context = context(wanted, loaded, loaded.rulebook().rules(), policy, stale);
        Set<Field> needed = wanted.sight() == Sight.EVERYTHING ? null : deciding(context, policy.model());
        return of(wanted, loaded, context, facts(wanted, policy, needed, stale), policy);
    }

    /** The setting in which all this binds, for users seen like this. */
    static EvaluationSetting of(
            Wanted wanted, LoadedRulebook loaded, RunContext context, UserFacts facts, EvaluationPolicy policy) {
        return new EvaluationSetting(
                loaded,
                wanted.playbooks(),
                evaluator(loaded, wanted.playbooks()),
                facts,
                new Arbiter(context.terms()),
                context,
                policy.model().days());
    }

    static UserFacts facts(Wanted wanted, EvaluationPolicy policy, @Nullable Set<Field> needed, Staleness stale) {
        return new UserFacts(policy.model(), wanted.asOf(), needed, stale.fields());
    }

    /** A playbook in quarantine is asked by whoever names it, to try it or to explain it, and by nobody else. */
    private static Evaluator evaluator(LoadedRulebook loaded, Set<String> wanted) {
        Set<String> omitted = new HashSet<>(loaded.quarantined());
        omitted.removeAll(wanted);
        return loaded.rulebook().evaluator(omitted);
    }

    /** Where decisions and segments get their facts from; a derived field stands for the field that it follows from. */
    static Set<Field> deciding(RunContext context, FactsModel model) {
        Set<Field> deciding = new HashSet<>(Changes.reads(context));
        model.segmentation().conditions().forEach(condition -> deciding.addAll(Reads.of(condition)));
        return deciding;
    }

    private static Terms terms(
            Wanted wanted,
            LoadedRulebook loaded,
            Collection<CheckedRule> rules,
            EvaluationPolicy policy,
            Staleness stale) {
        Map<String, SortedSet<String>> staleReads = stale.readBy(rules);
        List<PlaybookTerms> all = new ArrayList<>();
        for (String key : wanted.playbooks()) {
            Playbook playbook = loaded.playbooks().get(key);
            if (playbook != null) {
                boolean first = wanted.firstRuns().contains(key);
                all.add(new PlaybookTerms(playbook, playbook.version(), first, staleReads, loaded.share(key)));
            }
        }
        return Terms.of(
                        policy.model().vocabulary().user(),
                        all,
                        policy.limits(),
                        policy.incentives(),
                        policy.packs(),
                        policy.salts())
                .among(loaded.playbooks());
    }

    /** What decisions record, where these are the rules of playbooks. */
    static RunContext context(
            Wanted wanted,
            LoadedRulebook loaded,
            Collection<CheckedRule> playbookRules,
            EvaluationPolicy policy,
            Staleness stale) {
        Terms terms = terms(wanted, loaded, playbookRules, policy, stale);
        List<CheckedRule> rules = new ArrayList<>(playbookRules);
        rules.addAll(loaded.rulebook().guardrails());
        return new RunContext(
                wanted.runNo(),
                wanted.asOf(),
                policy.model().vocabulary(),
                terms,
                policy.market().apply(wanted.asOf()),
                AsOfFacts.of(
                        policy.model().vocabulary(),
                        wanted.asOf(),
                        policy.model().days().zone()),
                RunContext.byName(rules),
                loaded.rulebook().hash(),
                PolicyHash.of(terms));
    }

    /** The same at another instant, with the same evaluator; not to be used together with this one. */
    EvaluationSetting movedTo(Instant asOf, EvaluationPolicy policy) {
        AsOf instant = AsOfFacts.of(context.vocabulary(), asOf, days.zone());
        RunContext moved = context.movedTo(asOf, policy.market().apply(asOf), instant);
        return new EvaluationSetting(loaded, playbooks, evaluator, facts.movedTo(asOf), arbiter, moved, days);
    }

    /** The instant of evaluation. */
    public Instant asOf() {
        return context.asOf();
    }

    /** Frees the evaluator. */
    @Override
    public void close() {
        evaluator.close();
    }
}
