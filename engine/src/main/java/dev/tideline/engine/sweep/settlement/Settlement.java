package dev.tideline.engine.sweep.settlement;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.DeskPurse;
import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.decision.DecisionStore.AccountRule;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.Trial;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.BudgetRooms;
import dev.tideline.engine.ledger.store.HeldGrants;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.sweep.claim.KnownGrants;
import dev.tideline.engine.sweep.claim.StagedRows;
import dev.tideline.engine.sweep.claim.Staging;
import dev.tideline.engine.sweep.claim.Turn;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.rules.facts.FactSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Takes the persons of one chunk through steps 7 to 9, in its transaction. Who asks for no money is decided first, so that
 * budgets are locked as late as can be; then the others are locked, read anew where they were overtaken, and claim.
 */
public final class Settlement {

    private final Transaction transaction;
    private final RunSpec run;
    private final ChunkDecisions decisions;
    private final Charging charging;
    private final Staging staging;
    private final Clearings clearings;
    private final Set<Long> staged = new HashSet<>();

    private Settlement(
            Transaction transaction,
            RunSpec run,
            ChunkDecisions decisions,
            Charging charging,
            Staging staging,
            Clearings clearings) {
        this.transaction = transaction;
        this.run = run;
        this.decisions = decisions;
        this.charging = charging;
        this.staging = staging;
        this.clearings = clearings;
    }

    /** For one chunk of a run. */
    public static Settlement of(
            Transaction transaction,
            RunSpec run,
            EvaluationSetting setting,
            EvaluationPolicy policy,
            DecisionStore decisions,
            Clearings clearings) {
        FactSchema users = policy.model().vocabulary().user();
        Charging charging = new Charging(
                run.terms().within(policy.budgets()), users, new BudgetRooms(transaction).shared(), "run " + run.id());
        return new Settlement(
                transaction,
                run,
                new ChunkDecisions(transaction, run, setting, decisions),
                charging,
                new Staging(charging, run.scarce(), users),
                clearings);
    }

    /** Settles whom nothing keeps waiting; the others are staged. */
    public void first(Collection<Contest> contests) {
        List<Contest> free = new ArrayList<>();
        List<Contest> asking = new ArrayList<>();
        contests.forEach(contest -> (contest.wishes().isEmpty() ? free : asking).add(contest));
        asking.addAll(settle(free));
        claim(stage(decisions.locked(stage(asking))), Map.of());
    }

    /** Settles persons in this order, all of them. */
    public void inTurn(List<Contest> contests, Map<Long, Turn> turns) {
        claim(decisions.locked(contests), turns);
    }

    /** Everybody who was settled. */
    public List<PersonDecision> decided() {
        return decisions.decided();
    }

    /** The decision that stands for each account and rule of theirs. */
    public Map<AccountRule, UUID> ids() {
        return decisions.ids();
    }

    /** Persons whom the second pass will settle. */
    public Set<Long> staged() {
        return Set.copyOf(staged);
    }

    /** Returns those who were overtaken and ask for money since. */
    private List<Contest> settle(List<Contest> free) {
        Set<Long> overtaken = decisions.commit(
                free.stream().map(contest -> decision(contest, Purse.BOUNDLESS)).toList());
        List<Contest> again = decisions.anew(free, overtaken);
        decisions.commit(again.stream()
                .filter(contest -> contest.wishes().isEmpty())
                .map(contest -> decision(contest, Purse.BOUNDLESS))
                .toList());
        return again.stream().filter(contest -> !contest.wishes().isEmpty()).toList();
    }

    private List<Contest> stage(List<Contest> asking) {
        StagedRows rows = new StagedRows();
        List<Contest> ready = new ArrayList<>();
        for (Contest contest : asking) {
            List<Staging.Waiting> waiting = staging.waiting(contest.wishes());
            if (waiting.isEmpty()) {
                ready.add(contest);
            } else {
                rows.add(contest.person().personNo(), waiting);
                staged.add(contest.person().personNo());
            }
        }
        rows.write(transaction, run);
        return ready;
    }

    private void claim(List<Contest> asking, Map<Long, Turn> turns) {
        if (asking.isEmpty()) {
            return;
        }
        List<Wish> wishes =
                asking.stream().flatMap(contest -> contest.wishes().stream()).toList();
        if (asksRisk()) {
            clearings.need(wishes);
        }
        List<Claim> possible =
                wishes.stream().flatMap(wish -> charging.of(wish).claims()).toList();
        Ledger ledger = new PostgresLedger(transaction);
        Map<GrantKey, Reply> known = KnownGrants.of(transaction, possible);
        Map<GrantKey, SortedMap<String, String>> held = new HashMap<>();
        Function<ClaimDesk, List<PersonDecision>> work =
                desk -> settle(asking, new DeskPurse(charging, known, desk), held, turns);
        List<PersonDecision> settled =
                run.dryRun() ? tried(ledger, possible, work) : ledger.claiming(possible, run.asOf(), work);
        new HeldGrants(transaction).heldByRisk(held);
        Set<Long> overtaken = decisions.commit(settled);
        if (!overtaken.isEmpty()) {
            throw new IllegalStateException("Persons " + overtaken + " were overtaken under a lock");
        }
    }

    /** On budgets less what the run would have spent of them in other chunks. */
    private List<PersonDecision> tried(
            Ledger ledger, List<Claim> possible, Function<ClaimDesk, List<PersonDecision>> work) {
        DrySpending spending = new DrySpending(transaction, run.id().number());
        Trial trial = spending.lock(possible);
        List<PersonDecision> settled = ledger.trying(possible, trial, run.asOf(), work);
        spending.keep(trial);
        return settled;
    }

    /** A dry run grants nothing, so that nobody outside is asked. */
    private boolean asksRisk() {
        return clearings.on() && !run.dryRun();
    }

    private List<PersonDecision> settle(
            List<Contest> asking,
            DeskPurse desk,
            Map<GrantKey, SortedMap<String, String>> held,
            Map<Long, Turn> turns) {
        Purse purse = asksRisk() ? new RiskPurse(desk, clearings, held) : desk;
        List<PersonDecision> settled = new ArrayList<>();
        for (Contest contest : asking) {
            Turn turn = turns.get(contest.person().personNo());
            desk.standing(turn == null ? new TreeMap<>() : turn.values());
            settled.add(decision(contest, purse));
        }
        return settled;
    }

    private static PersonDecision decision(Contest contest, Purse purse) {
        return new PersonDecision(contest.person(), contest.settle(purse));
    }
}
