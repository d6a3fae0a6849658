package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.given.Terms;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.decision.PolicyHash;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.Staleness;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.schedule.ScheduleKey;
import dev.tideline.engine.sweep.run.RunScope;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.vocabulary.AsOfFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the machine what the rulebook in force says. What turns for everybody at once (the market, the calendar, stale
 * sources, limits) is in the signature, so that a turn evaluates everybody.
 */
final class HolderScope implements RunScope {

    private final RulebookHolder holder;
    private final Database database;
    private final UserStore users;
    private final EvaluationPolicy policy;
    private final String policyHash;

    HolderScope(RulebookHolder holder, Database database, UserStore users, EvaluationPolicy policy) {
        this.holder = holder;
        this.database = database;
        this.users = users;
        this.policy = policy;
        this.policyHash = PolicyHash.of(Terms.of(
                policy.model().vocabulary().user(), List.of(), policy.limits(), policy.incentives(), policy.salts()));
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
    public String rulebook() {
        return holder.current().rulebook().hash();
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
    public String signature(Instant asOf) {
        var zone = policy.model().days().zone();
        String surroundings = holder.current()
                .signature(
                        policy.market().apply(asOf), AsOfFacts.of(policy.model().vocabulary(), asOf, zone));
        String stale = database.inTransaction(transaction ->
                Staleness.of(transaction, users, policy.model(), asOf).signature());
        return surroundings + " | " + stale + " | " + policyHash;
    }
}
