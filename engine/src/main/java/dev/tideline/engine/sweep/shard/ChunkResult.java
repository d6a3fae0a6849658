package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.quarantine.Cuts;
import dev.tideline.engine.sweep.Count;
import java.util.List;

/**
 * What one chunk came to.
 *
 * @param evaluated users evaluated
 * @param matched candidates
 * @param entered candidates of rules that did not hold before
 * @param counts candidates by playbook, outcome and reason
 * @param poisoned persons that could not be evaluated, by some playbook or at all
 */
public record ChunkResult(long evaluated, long matched, long entered, List<Count> counts, List<Poisoned> poisoned) {

    /** A chunk without anybody to evaluate. */
    public static final ChunkResult NOTHING = new ChunkResult(0, 0, 0, List.of(), List.of());

    public ChunkResult {
        counts = List.copyOf(counts);
        poisoned = List.copyOf(poisoned);
    }

    /**
     * A person set aside.
     *
     * @param personNo the person
     * @param userId the account that failed; empty if it is not known
     * @param playbook key of the playbook that the person is set aside for; empty if it is all of them
     * @param version its content hash; empty if it is all of them
     * @param error what went wrong
     */
    public record Poisoned(long personNo, String userId, String playbook, String version, String error) {

        /** For all playbooks. */
        public Poisoned(long personNo, String userId, String error) {
            this(personNo, userId, "", "", error);
        }

        /** Counts it towards the quarantine of the playbook, if it is one playbook that failed. */
        public void noteCut(Transaction transaction) {
            if (!playbook.isEmpty()) {
                Cuts.note(transaction, playbook, version, personNo, error);
            }
        }
    }
}
