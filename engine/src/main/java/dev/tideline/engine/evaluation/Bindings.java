package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.given.Guardrails;
import dev.tideline.engine.arbitration.given.PlaybookTerms;
import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.decision.PolicyHash;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.decision.record.Changes;
import dev.tideline.engine.evaluation.EvaluationSetting.Wanted;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.AsOfFacts;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/**
 * What binds at one instant, from which settings are made.
 *
 * @param wanted what is asked for
 * @param loaded what is in force
 * @param rules rules of playbooks that act within all shares; more than the rulebook holds where it holds a draft alone
 * @param goingOn playbooks of which these are the rules of the version before the one in force
 * @param policy what binds besides
 * @param stale what must not be relied on
 */
record Bindings(
        Wanted wanted,
        LoadedRulebook loaded,
        List<CheckedRule> rules,
        Set<String> goingOn,
        EvaluationPolicy policy,
        Staleness stale) {

    Bindings {
        rules = List.copyOf(rules);
        goingOn = Set.copyOf(goingOn);
    }

    /** A rulebook that holds all rules of playbooks. */
    static Bindings of(Wanted wanted, LoadedRulebook loaded, EvaluationPolicy policy, Staleness stale) {
        return new Bindings(wanted, loaded, loaded.rulebook().rules(), Set.of(), policy, stale);
    }

    /** The setting in which all this binds, for users seen like this. */
    EvaluationSetting setting(UserFacts facts) {
        Set<String> omitted = omitted();
        Evaluator evaluator = loaded.rulebook().evaluator(omitted);
        Lineups lineups = Lineups.of(
                loaded,
                omitted,
                (keys, others) ->
                        goingOn(keys).setting(facts, Evaluator.exchanging(evaluator, others, keys), Lineups.ONE));
        return setting(facts, evaluator, lineups);
    }

    private EvaluationSetting setting(UserFacts facts, Evaluator evaluator, Lineups lineups) {
        RunContext context = context();
        return new EvaluationSetting(
                loaded,
                wanted.playbooks(),
                evaluator,
                facts,
                new Arbiter(context.terms()),
                context,
                policy.model().days(),
                lineups);
    }

    /** The same for persons for whom the predecessors of some playbooks go on. */
    private Bindings goingOn(Set<String> keys) {
        List<CheckedRule> exchanged = new ArrayList<>(loaded.predecessors().rules(keys));
        rules.stream().filter(rule -> !keys.contains(rule.playbook())).forEach(exchanged::add);
        return new Bindings(wanted, loaded.goingOn(keys), exchanged, keys, policy, stale);
    }

    /** A playbook in quarantine is asked by whoever names it, to try it or to explain it, and by nobody else. */
    private Set<String> omitted() {
        Set<String> omitted = new HashSet<>(loaded.quarantined());
        omitted.removeAll(wanted.playbooks());
        return omitted;
    }

    /**
     * Where decisions and segments get their facts from, whichever versions act; a derived field stands for the field that it
     * follows from.
     */
    Set<Field> deciding() {
        FactsModel model = policy.model();
        Set<Field> deciding = new HashSet<>(Changes.reads(context()));
        Set<String> before = loaded.predecessors().playbooks().keySet();
        if (!before.isEmpty()) {
            deciding.addAll(Changes.reads(goingOn(before).context()));
        }
        model.segmentation().conditions().forEach(condition -> deciding.addAll(Reads.of(condition)));
        return deciding;
    }

    private Terms terms() {
        Map<String, SortedSet<String>> staleReads =
                stale.reliedOn(rules, loaded.rulebook().guardrails());
        List<PlaybookTerms> all = new ArrayList<>();
        for (String key : wanted.playbooks()) {
            Playbook playbook = loaded.playbooks().get(key);
            if (playbook != null) {
                boolean first = wanted.firstRuns().contains(key);
                all.add(new PlaybookTerms(
                        playbook, playbook.version(), first, staleReads, loaded.share(key), goingOn.contains(key)));
            }
        }
        return Terms.of(
                        policy.model().vocabulary().user(),
                        all,
                        policy.limits(),
                        policy.incentives(),
                        policy.packs(),
                        policy.salts())
                .among(loaded.playbooks())
                .under(new Guardrails(loaded.rulebook().guardrails()));
    }

    /** What decisions record. */
    RunContext context() {
        Terms terms = terms();
        List<CheckedRule> all = new ArrayList<>(rules);
        all.addAll(loaded.rulebook().guardrails());
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
                RunContext.byName(all),
                loaded.rulebook().hash(),
                PolicyHash.of(terms));
    }
}
