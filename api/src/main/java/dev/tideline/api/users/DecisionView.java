package dev.tideline.api.users;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tideline.engine.decision.StoredDecision;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision, as it was written.
 *
 * @param id its id
 * @param userId the account
 * @param personId the person
 * @param playbook key of the playbook
 * @param rule name of the rule
 * @param version hash of the playbook's version
 * @param candidateClass class of the playbook
 * @param outcome how it ended
 * @param reason why
 * @param occurrence what it happens once for
 * @param probability chance of the arm the person is in, as decimal text
 * @param decidedAt instant of evaluation
 * @param expiresAt how long it stands
 * @param retryAt when the cooldown or cap that refused it ends; null if time alone does not help
 * @param parts one object a part with its outcome, reason and values
 * @param inputs every value that was read; amounts with their asset, null if missing
 * @param rulebook hash of the rulebook
 * @param policy hash of limits, catalogue and salts
 */
record DecisionView(
        String id,
        String userId,
        String personId,
        String playbook,
        String rule,
        String version,
        String candidateClass,
        String outcome,
        String reason,
        String occurrence,
        String probability,
        Instant decidedAt,
        Instant expiresAt,
        @Nullable Instant retryAt,
        @JsonRawValue @Schema(type = "array") String parts,
        @JsonRawValue @Schema(type = "object") String inputs,
        String rulebook,
        String policy) {

    static DecisionView of(StoredDecision decision, RecordedJson recorded) {
        return new DecisionView(
                decision.id().toString(),
                decision.userId(),
                decision.personId(),
                decision.playbook(),
                decision.rule(),
                decision.version(),
                decision.candidateClass().name(),
                decision.outcome().name(),
                decision.reason(),
                decision.occurrence(),
                decision.probability().toPlainString(),
                decision.decidedAt(),
                decision.expiresAt(),
                decision.retryAt(),
                recorded.parts(decision.parts()),
                recorded.inputs(decision.inputs()),
                decision.rulebookHash(),
                decision.policyHash());
    }
}
