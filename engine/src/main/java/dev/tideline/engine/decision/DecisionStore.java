package dev.tideline.engine.decision;

import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.database.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;

/** Keeps decisions and what they leave behind. All work happens in the caller's transaction. */
public interface DecisionStore {

    /**
     * The past of these persons, as caps need it at {@code asOf}. Those for whom nothing was decided are not in it: take
     * {@link PersonHistory#NONE}.
     */
    Map<Long, PersonHistory> histories(Transaction transaction, Collection<Long> personNos, Instant asOf);

    /** Those of these persons for whom a rule has stood: its end has to be noted though no rule fits them any more. */
    Set<Long> standing(Transaction transaction, Collection<Long> personNos);

    /**
     * Writes what has changed: a decision only where outcome, reason or version differ from the last of that account
     * and rule, with its re-entry state, contacts, incentives and touches. Persons with something to write are locked
     * in order of their number. A commit made again finds the past changed and writes nothing.
     */
    Committed commit(Transaction transaction, RunContexts contexts, List<PersonDecision> persons);

    /** Writes the same for persons who were locked before their past was read, so that none of them is overtaken. */
    Map<AccountRule, UUID> commitLocked(Transaction transaction, RunContexts contexts, List<PersonDecision> persons);

    /**
     * Locks persons until the transaction ends, in order of their number.
     *
     * @param revisions number of each person to the revision of the past that was read
     * @return those whose past has changed since; read it again
     */
    Set<Long> lock(Transaction transaction, SortedMap<Long, Long> revisions);

    /**
     * What a commit did.
     *
     * @param written number of decisions written
     * @param ids decision that stands for an account and rule, written now or before, for those decided in this commit
     * @param overtaken persons whose past changed since it was read: nothing was written for them. They stay locked;
     *     read, arbitrate and commit them again in the same transaction
     */
    record Committed(long written, Map<AccountRule, UUID> ids, Set<Long> overtaken) {}

    /** An account and a rule. */
    record AccountRule(long userNo, String rule) {}
}
