package dev.tideline.rules.jurisdiction;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.incentives.Incentive;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a verdict is asked about. */
public sealed interface Matter {

    /** Class of the candidate it belongs to. */
    CandidateClass candidateClass();

    /** Licences that the campaign names. */
    Set<String> licences();

    /**
     * An incentive.
     *
     * @param candidateClass class of the candidate
     * @param type type of the incentive
     * @param licences licences that the campaign names
     */
    record OfIncentive(CandidateClass candidateClass, Incentive.Type type, Set<String> licences) implements Matter {
        public OfIncentive {
            Objects.requireNonNull(type, "type");
            licences = Set.copyOf(licences);
        }
    }

    /**
     * A message.
     *
     * @param candidateClass class of the candidate
     * @param product what the playbook says that it is about; null if it does not say
     * @param licences licences that the campaign names
     */
    record OfMessage(
            CandidateClass candidateClass, @Nullable Product product, Set<String> licences) implements Matter {
        public OfMessage {
            Objects.requireNonNull(candidateClass, "candidateClass");
            licences = Set.copyOf(licences);
        }
    }
}
