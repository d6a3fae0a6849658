package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.risk.BulkRisk;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.claim.ClaimPhase;
import dev.tideline.engine.sweep.claim.StagedRows;
import dev.tideline.engine.sweep.claim.Turn;
import dev.tideline.engine.sweep.run.RunBasis;
import dev.tideline.engine.sweep.run.RunTerms;
import dev.tideline.engine.sweep.settlement.Clearings;
import dev.tideline.engine.sweep.settlement.Settlement;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The work of a sweep: read, evaluate, arbitrate, commit. One for one thread. */
final class ChunkEvaluation implements ChunkWork {

    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final UserStore users;
    private final DecisionStore decisions;
    private final ChunkWriter writer = new ChunkWriter();
    private final boolean sweeps;
    private final Clearings clearings;
    private @Nullable Rules rules;
    private @Nullable RunSetting setting;

    /** What runs of this basis and these terms are evaluated with. */
    private record Rules(RunBasis basis, RunTerms terms, LoadedRulebook loaded) {}

    /**
     * Work that may leave segments, memberships and due instants to sweeps.
     *
     * @param sweeps whether it writes them itself
     * @param risk who is asked before incentives are claimed
     */
    ChunkEvaluation(
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions,
            boolean sweeps,
            BulkRisk risk) {
        this.sweeps = sweeps;
        this.clearings = new Clearings(risk);
        this.holder = holder;
        this.policy = policy;
        this.users = users;
        this.decisions = decisions;
    }

    @Override
    public boolean accepts(RunSpec run) {
        RunBasis basis = run.basis();
        if (rules == null || !rules.basis().equals(basis) || !rules.terms().equals(run.terms())) {
            rules = basis.configuration().equals(policy.configuration())
                    ? loaded(run)
                            .map(loaded -> new Rules(basis, run.terms(), loaded))
                            .orElse(null)
                    : null;
        }
        return rules != null;
    }

    private Optional<LoadedRulebook> loaded(RunSpec run) {
        return holder.of(run.basis().rulebook(), run.basis().versions())
                .flatMap(loaded -> holder.predecessors(run.terms().before())
                        .map(goingOn -> loaded.ramped(run.terms().shares(), goingOn)));
    }

    @Override
    public String personsSql(Chunk chunk) {
        return isSecondPass(chunk) ? StagedRows.personsSql(chunk) : chunk.personsSql();
    }

    @Override
    public long person(Transaction transaction, Chunk chunk) {
        return isSecondPass(chunk)
                ? transaction.sql(StagedRows.personsSql(chunk)).one(row -> row.number("person_no"))
                : chunk.last();
    }

    private static boolean isSecondPass(Chunk chunk) {
        return chunk.phase().equals(ClaimPhase.KEY);
    }

    @Override
    public ChunkResult work(Transaction transaction, Chunk chunk) {
        RunSetting now = setting(transaction, chunk.run());
        List<StoredUser> stored = read(transaction, chunk);
        if (stored.isEmpty()) {
            return ChunkResult.NOTHING;
        }
        AccountContext around = AccountContext.read(transaction, now.evaluation(), users, stored);
        List<ChunkResult.Poisoned> poisoned = new ArrayList<>();
        Map<Long, List<Evaluated>> persons = new ChunkAccounts(now, around, poisoned).evaluate(stored);
        Map<Long, Contest> contests = contests(now, persons, histories(transaction, now, persons), poisoned);
        // who is seen twice is counted once
        long evaluated = isSecondPass(chunk)
                ? 0
                : persons.values().stream().mapToLong(List::size).sum();
        Settlement settlement = settle(transaction, chunk, now, contests);
        persons.keySet().removeAll(settlement.staged());
        Outcomes outcomes = new Outcomes(settlement.decided());
        long entered = chunk.run().dryRun() || !sweeps
                ? 0
                : writer.write(transaction, now, persons.values(), outcomes, settlement.ids());
        clearings.done();
        return new ChunkResult(evaluated, outcomes.matched(), entered, outcomes.counts(), poisoned);
    }

    private Settlement settle(Transaction transaction, Chunk chunk, RunSetting setting, Map<Long, Contest> contests) {
        Settlement settlement =
                Settlement.of(transaction, chunk.run(), setting.evaluation(), policy, decisions, clearings);
        if (isSecondPass(chunk)) {
            Map<Long, Turn> turns = new LinkedHashMap<>();
            StagedRows.turns(transaction, chunk).forEach(turn -> turns.put(turn.person(), turn));
            List<Contest> ordered = new ArrayList<>();
            turns.keySet().stream()
                    .flatMap(person -> Stream.ofNullable(contests.get(person)))
                    .forEach(ordered::add);
            settlement.inTurn(ordered, turns);
        } else {
            settlement.first(contests.values());
        }
        return settlement;
    }

    private RunSetting setting(Transaction transaction, RunSpec run) {
        LoadedRulebook loaded =
                Objects.requireNonNull(rules, "run not accepted").loaded();
        Set<String> playbooks = acting(run, loaded);
        RunSetting before = setting;
        if (before != null
                && before.run().equals(run)
                && before.evaluation().playbooks().equals(playbooks)) {
            return before;
        }
        close();
        RunSetting now = RunSetting.of(transaction, run, loaded.withStatesOf(holder.current()), playbooks, policy);
        setting = now;
        return now;
    }

    /** What the run was planned for but for those that somebody has stopped since: a kill switch acts at once. */
    private Set<String> acting(RunSpec run, LoadedRulebook loaded) {
        LoadedRulebook now = holder.current();
        return run.playbooks().stream()
                .filter(key -> loaded.playbooks().containsKey(key) && (run.dryRun() || !now.isStopped(key)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<StoredUser> read(Transaction transaction, Chunk chunk) {
        List<StoredUser> stored = new ArrayList<>();
        if (chunk.run().since() == null && !isSecondPass(chunk)) {
            users.eachOfPersons(transaction, chunk.after() + 1, chunk.last(), stored::add);
            return stored;
        }
        List<Long> persons = transaction.sql(personsSql(chunk)).list(row -> row.number("person_no"));
        if (!persons.isEmpty()) {
            users.eachOfPersons(transaction, persons, stored::add);
        }
        return stored;
    }

    /** The pasts that matter: of most persons no rule fits and none has stood, and nothing will be said of them. */
    private Map<Long, PersonHistory> histories(
            Transaction transaction, RunSetting setting, Map<Long, List<Evaluated>> persons) {
        Set<Long> asked = new TreeSet<>();
        Set<Long> silent = new HashSet<>();
        persons.forEach((number, accounts) -> (isSilent(accounts) ? silent : asked).add(number));
        asked.addAll(decisions.standing(transaction, silent));
        return decisions.histories(transaction, asked, setting.run().asOf());
    }

    private static boolean isSilent(List<Evaluated> accounts) {
        for (Evaluated one : accounts) {
            if (!one.account().candidates().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static Map<Long, Contest> contests(
            RunSetting setting,
            Map<Long, List<Evaluated>> persons,
            Map<Long, PersonHistory> histories,
            List<ChunkResult.Poisoned> poisoned) {
        Map<Long, Contest> contests = new LinkedHashMap<>();
        for (List<Evaluated> accounts : List.copyOf(persons.values())) {
            StoredUser first = accounts.get(0).stored();
            PersonHistory history = histories.getOrDefault(first.personNo(), PersonHistory.NONE);
            if (isSilent(accounts) && !histories.containsKey(first.personNo())) {
                continue;
            }
            PersonCase person = new PersonCase(
                    first.personNo(),
                    first.personId(),
                    accounts.stream().map(Evaluated::account).toList(),
                    history);
            try {
                contests.put(
                        first.personNo(),
                        setting.evaluation()
                                .forPerson(first.personId())
                                .arbiter()
                                .contest(person, setting.run().asOf()));
            } catch (RuntimeException e) {
                // An edge: one bad person must not stop the others.
                poisoned.add(new ChunkResult.Poisoned(first.personNo(), first.userId(), e.toString()));
                persons.remove(first.personNo());
            }
        }
        return contests;
    }

    @Override
    public void close() {
        if (setting != null) {
            setting.close();
            setting = null;
        }
    }
}
