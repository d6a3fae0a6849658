package dev.tideline.engine.decision.store;

import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.given.PersonHistory.LastDecision;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.decision.Outbox;
import dev.tideline.engine.decision.PersonDecision;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.decision.RunContexts;
import dev.tideline.engine.decision.record.Change;
import dev.tideline.engine.decision.record.Changes;
import dev.tideline.rules.guardrails.Limits;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Decisions in PostgreSQL. Needs READ COMMITTED: what others committed before a lock was ours has to be seen. */
public final class PostgresDecisionStore implements DecisionStore {

    private final Outbox outbox;
    private final Histories histories;

    /**
     * A store that hands touches to this outbox.
     *
     * @param limits the limits whose windows say how far back contacts and incentives are read
     */
    public PostgresDecisionStore(Outbox outbox, Limits limits) {
        this.outbox = outbox;
        this.histories = new Histories(limits);
    }

    @Override
    public Map<Long, PersonHistory> histories(Transaction transaction, Collection<Long> personNos, Instant asOf) {
        if (personNos.isEmpty()) {
            return Map.of();
        }
        String numbers = personNos.stream().map(String::valueOf).collect(Collectors.joining(","));
        return histories.read(transaction, "person_no = ANY ('{" + numbers + "}'::bigint[])", asOf);
    }

    @Override
    public Set<Long> standing(Transaction transaction, Collection<Long> personNos) {
        return Set.copyOf(transaction
                .sql(
                        "SELECT DISTINCT person_no FROM decision_state WHERE standing AND person_no = ANY(:persons::bigint[])")
                .bind("persons", personNos)
                .list(row -> row.number("person_no")));
    }

    @Override
    public Committed commit(Transaction transaction, RunContexts contexts, List<PersonDecision> persons) {
        SortedMap<Long, Work> works = works(contexts, persons);
        Set<Long> overtaken = works.isEmpty() ? Set.of() : Locks.take(transaction, pasts(works));
        works.keySet().removeAll(overtaken);
        List<Change> written = write(transaction, contexts.common(), works);
        return new Committed(written.size(), ids(persons, overtaken, written), overtaken);
    }

    @Override
    public Map<AccountRule, UUID> commitLocked(
            Transaction transaction, RunContexts contexts, List<PersonDecision> persons) {
        return ids(persons, Set.of(), write(transaction, contexts.common(), works(contexts, persons)));
    }

    /** What is to be written, by number of the person; nothing for those for whom nothing has changed. */
    private static SortedMap<Long, Work> works(RunContexts contexts, List<PersonDecision> persons) {
        IdentityHashMap<RunContext, Changes> byContext = new IdentityHashMap<>();
        SortedMap<Long, Work> works = new TreeMap<>();
        for (PersonDecision person : persons) {
            RunContext context = contexts.of(person.person().personId());
            Changes changes = byContext.computeIfAbsent(context, Changes::new);
            Work work = new Work(person, changes.of(person), changes.standing(person));
            if (!work.isEmpty()) {
                works.put(person.person().personNo(), work);
            }
        }
        return works;
    }

    @Override
    public Set<Long> lock(Transaction transaction, SortedMap<Long, Long> revisions) {
        return revisions.isEmpty() ? Set.of() : Locks.take(transaction, revisions);
    }

    private static SortedMap<Long, Long> pasts(SortedMap<Long, Work> works) {
        SortedMap<Long, Long> revisions = new TreeMap<>();
        works.forEach((number, work) ->
                revisions.put(number, work.decided().person().history().revision()));
        return revisions;
    }

    private List<Change> write(Transaction transaction, RunContext context, SortedMap<Long, Work> works) {
        List<Change> changes =
                works.values().stream().flatMap(work -> work.changes().stream()).toList();
        StateWriter state = new StateWriter(transaction, context.asOf());
        works.forEach((number, work) -> state.standing(number, work.standing()));
        if (changes.isEmpty()) {
            return changes;
        }
        new ChangeWriter(transaction, context, Basis.number(transaction, context)).write(changes);
        state.write(changes);
        state.reentry(changes);
        outbox.enqueue(
                transaction,
                changes.stream().flatMap(change -> change.messages().stream()).toList());
        return changes;
    }

    private static Map<AccountRule, UUID> ids(List<PersonDecision> persons, Set<Long> overtaken, List<Change> written) {
        Map<AccountRule, UUID> ids = new HashMap<>();
        for (PersonDecision decided : persons) {
            PersonCase person = decided.person();
            if (!overtaken.contains(person.personNo())) {
                for (CandidateResult result : decided.arbitration().candidates()) {
                    LastDecision last = Changes.last(person, result.userNo(), result.rule());
                    if (last != null) {
                        ids.put(new AccountRule(result.userNo(), result.rule()), last.decision());
                    }
                }
            }
        }
        written.forEach(change -> ids.put(
                new AccountRule(change.result().userNo(), change.result().rule()), change.id()));
        return ids;
    }

    /** What is to be written for one person. */
    private record Work(PersonDecision decided, List<Change> changes, Map<Arbitration.Left, Boolean> standing) {

        boolean isEmpty() {
            return changes.isEmpty() && standing.isEmpty();
        }
    }
}
