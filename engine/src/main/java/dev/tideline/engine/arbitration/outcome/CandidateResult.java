package dev.tideline.engine.arbitration.outcome;

import dev.tideline.rules.candidate.CandidateClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * How one candidate ends; derived from its parts.
 *
 * @param userNo the account it is for
 * @param userId the exchange's id of the account
 * @param playbook key of the playbook
 * @param rule name of the rule
 * @param version hash of the playbook's version
 * @param candidateClass class of the playbook
 * @param outcome best outcome of its parts
 * @param reason reason of the part that gave the outcome
 * @param parts one result a part, in the order of the candidate
 * @param scope key that its past is counted under, {@code Playbook.reentryScope}
 * @param occurrence what it happens once for: {@code ever}, a period, a source event or a running number
 * @param advances whether it is the first of its scope that counts, and so makes the count of grants grow
 * @param standing whether the rule already fitted when a playbook for those who enter went live
 * @param probability chance of the arm that the person is in, 4 decimals; 1 where nothing is random
 * @param alternatives rules of the person's other candidates that were eligible, sorted; empty if it was not itself
 * @param score what it was ranked by, {@code Ranking.SCALE} decimals
 * @param expiresAt how long the decision stands
 */
public record CandidateResult(
        long userNo,
        String userId,
        String playbook,
        String rule,
        String version,
        CandidateClass candidateClass,
        Outcome outcome,
        String reason,
        List<PartResult> parts,
        String scope,
        String occurrence,
        boolean advances,
        boolean standing,
        BigDecimal probability,
        List<String> alternatives,
        BigDecimal score,
        Instant expiresAt) {

    public CandidateResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
        parts = List.copyOf(parts);
        alternatives = List.copyOf(alternatives);
    }

    /** The same, not given after all: what of it counted is dropped for this reason. */
    public CandidateResult dropped(String why, SortedMap<String, String> values) {
        return new CandidateResult(
                userNo,
                userId,
                playbook,
                rule,
                version,
                candidateClass,
                Outcome.DROPPED,
                why,
                parts.stream().map(part -> part.dropped(why, values)).toList(),
                scope,
                occurrence,
                false,
                standing,
                BigDecimal.ONE.setScale(probability.scale()),
                alternatives,
                score,
                expiresAt);
    }

    /** The earliest instant at which a cooldown or cap that refused a part ends; null if there is none. */
    public @Nullable Instant retryAt() {
        Instant earliest = null;
        for (PartResult part : parts) {
            Instant at = part.retryAt();
            if (at != null && (earliest == null || at.isBefore(earliest))) {
                earliest = at;
            }
        }
        return earliest;
    }
}
