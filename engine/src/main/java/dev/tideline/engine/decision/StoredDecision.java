package dev.tideline.engine.decision;

import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.rules.candidate.CandidateClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it was written.
 *
 * @param id its id, the same for the same person, rule, version and instant
 * @param personId KYC identity
 * @param userId the exchange's id of the account
 * @param playbook key of the playbook
 * @param rule name of the rule
 * @param version hash of the playbook's version
 * @param candidateClass class of the playbook
 * @param outcome how it ended
 * @param reason why
 * @param occurrence what it happens once for
 * @param probability chance of the arm that the person is in
 * @param decidedAt instant of evaluation
 * @param expiresAt how long it stands
 * @param retryAt when a cooldown or cap that refused it ends; null if time alone does not help
 * @param parts JSON array: one object a part with its outcome, reason and values
 * @param inputs JSON object: every value that was read
 * @param rulebookHash hash of the rulebook
 * @param policyHash hash of limits, catalogue and salts
 * @param runNo run that decided it; null if a request asked
 */
public record StoredDecision(
        UUID id,
        String personId,
        String userId,
        String playbook,
        String rule,
        String version,
        CandidateClass candidateClass,
        Outcome outcome,
        String reason,
        String occurrence,
        BigDecimal probability,
        Instant decidedAt,
        Instant expiresAt,
        @Nullable Instant retryAt,
        String parts,
        String inputs,
        String rulebookHash,
        String policyHash,
        @Nullable Long runNo) {

    public StoredDecision {
        Objects.requireNonNull(id, "id");
    }
}
