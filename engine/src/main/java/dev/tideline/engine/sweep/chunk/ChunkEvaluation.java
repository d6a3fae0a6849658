package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.run.RunBasis;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The work of a sweep: read, evaluate, arbitrate, commit. One for one thread. */
final class ChunkEvaluation implements ChunkWork {

    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final UserStore users;
    private final DecisionStore decisions;
    private final ChunkWriter writer = new ChunkWriter();
    private @Nullable Rules rules;
    private @Nullable RunSetting setting;

    /** What runs of this basis are evaluated with. */
    private record Rules(RunBasis basis, LoadedRulebook loaded) {}

    ChunkEvaluation(RulebookHolder holder, EvaluationPolicy policy, UserStore users, DecisionStore decisions) {
        this.holder = holder;
        this.policy = policy;
        this.users = users;
        this.decisions = decisions;
    }

    @Override
    public boolean accepts(RunSpec run) {
        RunBasis basis = run.basis();
        if (rules == null || !rules.basis().equals(basis)) {
            rules = basis.configuration().equals(policy.configuration())
                    ? holder.of(basis.rulebook(), basis.versions())
                            .map(loaded -> new Rules(basis, loaded))
                            .orElse(null)
                    : null;
        }
        return rules != null;
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
        List<PersonDecision> decided = arbitrate(now, persons, histories(transaction, now, persons), poisoned);
        Outcomes outcomes = new Outcomes(decided);
        long entered = 0;
        if (!chunk.run().dryRun()) {
            Map<DecisionStore.AccountRule, UUID> ids = commit(transaction, now, decided);
            entered = writer.write(transaction, now, persons.values(), outcomes, ids);
        }
        long evaluated = persons.values().stream().mapToLong(List::size).sum();
        return new ChunkResult(evaluated, outcomes.matched(), entered, outcomes.counts(), poisoned);
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
        RunSetting now = RunSetting.of(transaction, run, loaded, playbooks, policy);
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
        if (chunk.run().since() == null) {
            users.eachOfPersons(transaction, chunk.after() + 1, chunk.last(), stored::add);
            return stored;
        }
        List<Long> persons = transaction.sql(chunk.personsSql()).list(row -> row.number("person_no"));
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

    private static List<PersonDecision> arbitrate(
            RunSetting setting,
            Map<Long, List<Evaluated>> persons,
            Map<Long, PersonHistory> histories,
            List<ChunkResult.Poisoned> poisoned) {
        List<PersonDecision> decided = new ArrayList<>();
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
                decided.add(new PersonDecision(person, arbitrate(setting, person)));
            } catch (RuntimeException e) {
                // An edge: one bad person must not stop the others.
                poisoned.add(new ChunkResult.Poisoned(first.personNo(), first.userId(), e.toString()));
                persons.remove(first.personNo());
            }
        }
        return decided;
    }

    private static Arbitration arbitrate(RunSetting setting, PersonCase person) {
        return setting.evaluation().arbiter().arbitrate(person, setting.run().asOf());
    }

    /** Commits; persons whose past changed meanwhile are locked by now and are arbitrated once more. */
    private Map<DecisionStore.AccountRule, UUID> commit(
            Transaction transaction, RunSetting setting, List<PersonDecision> decided) {
        DecisionStore.Committed committed =
                decisions.commit(transaction, setting.evaluation().context(), decided);
        Map<DecisionStore.AccountRule, UUID> ids = new HashMap<>(committed.ids());
        if (!committed.overtaken().isEmpty()) {
            again(transaction, setting, decided, committed.overtaken());
            ids.putAll(decisions
                    .commit(transaction, setting.evaluation().context(), of(decided, committed.overtaken()))
                    .ids());
        }
        return ids;
    }

    private void again(Transaction transaction, RunSetting setting, List<PersonDecision> decided, Set<Long> overtaken) {
        Map<Long, PersonHistory> histories =
                decisions.histories(transaction, overtaken, setting.run().asOf());
        decided.replaceAll(decision -> {
            PersonCase person = decision.person();
            if (!overtaken.contains(person.personNo())) {
                return decision;
            }
            PersonHistory history = histories.getOrDefault(person.personNo(), PersonHistory.NONE);
            PersonCase fresh = new PersonCase(person.personNo(), person.personId(), person.accounts(), history);
            return new PersonDecision(fresh, arbitrate(setting, fresh));
        });
    }

    private static List<PersonDecision> of(List<PersonDecision> decided, Collection<Long> persons) {
        return decided.stream()
                .filter(decision -> persons.contains(decision.person().personNo()))
                .toList();
    }

    @Override
    public void close() {
        if (setting != null) {
            setting.close();
            setting = null;
        }
    }
}
