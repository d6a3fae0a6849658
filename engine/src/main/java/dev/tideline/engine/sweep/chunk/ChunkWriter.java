package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore.AccountRule;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.rules.segments.SegmentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what a chunk leaves behind besides its decisions: segments, memberships and due instants. */
final class ChunkWriter {

    /** Returns the number of memberships entered. */
    long write(
            Transaction transaction,
            RunSetting setting,
            Collection<List<Evaluated>> persons,
            Outcomes outcomes,
            Map<AccountRule, UUID> ids) {
        Map<Long, List<CandidateResult>> results = outcomes.byAccount();
        List<Evaluated> accounts = persons.stream().flatMap(List::stream).toList();
        if (setting.current()) {
            SegmentRows.write(transaction, setting.run(), accounts);
        }
        UserStates.write(transaction, setting, accounts, due(setting.run(), persons, results));
        return MembershipRows.write(transaction, setting, accounts, results, ids);
    }

    /**
     * When each account must be looked at again: when time turns one of its fields, when a cooldown or cap ends, and at
     * once where this run granted something or moved the stage, since what was decided now changes what is decided next.
     */
    private static UserStates.Due due(
            RunSpec run, Collection<List<Evaluated>> persons, Map<Long, List<CandidateResult>> results) {
        Map<Long, Instant> next = new HashMap<>();
        Set<Long> atOnce = new HashSet<>();
        for (List<Evaluated> accounts : persons) {
            List<Instant> ofPerson = new ArrayList<>();
            accounts.forEach(account -> results.getOrDefault(account.stored().userNo(), List.of())
                    .forEach(result -> {
                        add(ofPerson, result.retryAt());
                        if (result.advances()) {
                            ofPerson.add(run.asOf());
                            accounts.forEach(one -> atOnce.add(one.stored().userNo()));
                        }
                    }));
            for (Evaluated account : accounts) {
                List<Instant> all = new ArrayList<>(ofPerson);
                add(all, account.next());
                if (stageMoved(account)) {
                    all.add(run.asOf());
                    atOnce.add(account.stored().userNo());
                }
                all.stream()
                        .min(Instant::compareTo)
                        .ifPresent(at -> next.put(account.stored().userNo(), at));
            }
        }
        return new UserStates.Due(next, atOnce);
    }

    private static void add(List<Instant> instants, @Nullable Instant at) {
        if (at != null) {
            instants.add(at);
        }
    }

    /** Stages follow from the stage before; all other axes from the user's fields alone. */
    private static boolean stageMoved(Evaluated account) {
        return account.segments().changes().stream()
                .anyMatch(change -> change.axis().equals(SegmentState.STAGE));
    }
}
