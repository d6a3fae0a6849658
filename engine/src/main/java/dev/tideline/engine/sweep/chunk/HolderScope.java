package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.Predecessors;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.schedule.ScheduleKey;
import dev.tideline.engine.sweep.claim.Scarcity;
import dev.tideline.engine.sweep.run.RunBasis;
import dev.tideline.engine.sweep.run.RunScope;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.vocabulary.AsOfFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the machine what the rulebook in force says. What turns for everybody at once (the market, the calendar, stale
 * sources, limits, guardrails, segments) is in the signature, so that a turn evaluates everybody.
 */
final class HolderScope implements RunScope {

    private final RulebookHolder holder;
    private final Database database;
    private final UserStore users;
    private final EvaluationPolicy policy;

    HolderScope(RulebookHolder holder, Database database, UserStore users, EvaluationPolicy policy) {
        this.holder = holder;
        this.database = database;
        this.users = users;
        this.policy = policy;
    }

    @Override
    public long epoch() {
        return holder.current().epoch();
    }

    @Override
    public boolean paused() {
        return holder.current().pausedAll();
    }

    @Override
    public Predecessors predecessors() {
        return holder.current().predecessors();
    }

    @Override
    public RunBasis basis(Instant asOf) {
        LoadedRulebook loaded = holder.current();
        Staleness stale = database.inTransaction(transaction -> Staleness.of(transaction, users, policy.model(), asOf));
        return new RunBasis(loaded.rulebook().hash(), loaded.versions(), policy.configuration(), stale.columns());
    }

    @Override
    public Map<ScheduleKey, Set<String>> acting() {
        return holder.current().acting();
    }

    @Override
    public Map<String, Set<String>> standingRules() {
        return holder.current().standingRules();
    }

    @Override
    public Set<String> scarce(Transaction transaction, Set<String> playbooks, long persons, Instant asOf) {
        return Scarcity.of(transaction, policy, holder.current().rules(), playbooks, persons, asOf);
    }

    @Override
    public String signature(Instant asOf, RunBasis basis) {
        var zone = policy.model().days().zone();
        LoadedRulebook loaded = holder.current();
        String surroundings = loaded.signature(
                policy.market().apply(asOf), AsOfFacts.of(policy.model().vocabulary(), asOf, zone));
        return String.join(
                " | ",
                surroundings,
                String.join(" ", new TreeSet<>(basis.stale())),
                basis.configuration(),
                loaded.rulebook().guardrailHash(),
                policy.packs().at(LocalDate.ofInstant(asOf, ZoneOffset.UTC)).text());
    }
}
