package dev.tideline.engine.sweep.settlement;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.decision.DecisionStore.AccountRule;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.sweep.shard.RunSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The decisions of one chunk, in its transaction. Whom somebody else has decided for since he was read is overtaken: he is not
 * committed, but read anew. A dry run commits nothing, so that nobody overtakes it.
 */
final class ChunkDecisions {

    private final Transaction transaction;
    private final RunSpec run;
    private final EvaluationSetting setting;
    private final DecisionStore store;
    private final List<PersonDecision> decided = new ArrayList<>();
    private final Map<AccountRule, UUID> ids = new HashMap<>();

    ChunkDecisions(Transaction transaction, RunSpec run, EvaluationSetting setting, DecisionStore store) {
        this.transaction = transaction;
        this.run = run;
        this.setting = setting;
        this.store = store;
    }

    /** Commits these; returns the numbers of the persons who were overtaken. */
    Set<Long> commit(List<PersonDecision> settled) {
        if (run.dryRun() || settled.isEmpty()) {
            decided.addAll(settled);
            return Set.of();
        }
        DecisionStore.Committed committed = store.commit(transaction, setting, settled);
        ids.putAll(committed.ids());
        settled.stream()
                .filter(one -> !committed.overtaken().contains(one.person().personNo()))
                .forEach(decided::add);
        return committed.overtaken();
    }

    /** The same persons, locked. Whoever decides for one of them meanwhile is waited for, and what he decided is seen. */
    List<Contest> locked(List<Contest> contests) {
        if (run.dryRun() || contests.isEmpty()) {
            return contests;
        }
        TreeMap<Long, Long> revisions = new TreeMap<>();
        contests.forEach(contest -> revisions.put(
                contest.person().personNo(), contest.person().history().revision()));
        Map<Long, Contest> fresh = new HashMap<>();
        anew(contests, store.lock(transaction, revisions))
                .forEach(contest -> fresh.put(contest.person().personNo(), contest));
        return contests.stream()
                .map(contest -> fresh.getOrDefault(contest.person().personNo(), contest))
                .toList();
    }

    /** Those who were overtaken, with their history as it is now. */
    List<Contest> anew(List<Contest> contests, Set<Long> overtaken) {
        if (overtaken.isEmpty()) {
            return List.of();
        }
        Map<Long, PersonHistory> histories = store.histories(transaction, overtaken, run.asOf());
        return contests.stream()
                .map(Contest::person)
                .filter(person -> overtaken.contains(person.personNo()))
                .map(person -> new PersonCase(
                        person.personNo(),
                        person.personId(),
                        person.accounts(),
                        histories.getOrDefault(person.personNo(), PersonHistory.NONE)))
                .map(person -> setting.forPerson(person.personId()).arbiter().contest(person, run.asOf()))
                .toList();
    }

    /** Everybody who was committed. */
    List<PersonDecision> decided() {
        return List.copyOf(decided);
    }

    /** The decision that stands for each account and rule of theirs. */
    Map<AccountRule, UUID> ids() {
        return Map.copyOf(ids);
    }
}
