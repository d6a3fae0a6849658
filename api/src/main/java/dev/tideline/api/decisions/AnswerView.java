package dev.tideline.api.decisions;

import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.pull.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a screen.
 *
 * @param userId the account
 * @param placement the placement
 * @param status OFFERED, CONTROL (held out: show what users see who are offered nothing), PENDING (waits
 *     for a person), NOTHING, or FALLBACK
 * @param fallback what to show if the status is FALLBACK; else null
 * @param decidedAt the instant of this answer
 * @param offers offers to show, best first
 * @param control places of a held-out person: show nothing in them
 * @param others the user's other candidates with why they lost; null for keys without the role
 */
record AnswerView(
        String userId,
        String placement,
        String status,
        @Nullable String fallback,
        Instant decidedAt,
        List<OfferView> offers,
        List<Control> control,
        @Nullable List<Other> others) {

    /** A place that a held-out person's decision takes. */
    record Control(String decisionId, String playbook) {}

    /**
     * A candidate that is not offered.
     *
     * @param values what decided it, by name: the budget, what it has left, what was asked, a cap …
     */
    record Other(String playbook, String rule, String outcome, String reason, Map<String, String> values) {}

    static AnswerView of(Answer answer, EvaluationPolicy policy, boolean withOthers) {
        return new AnswerView(
                answer.userId(),
                answer.placement().key(),
                answer.status().name(),
                answer.status() == Answer.Status.FALLBACK ? answer.placement().fallback() : null,
                answer.at(),
                Stream.concat(
                                answer.offers().stream().map(offer -> OfferView.of(offer, policy)),
                                answer.proposals().stream().map(proposal -> OfferView.of(proposal, policy)))
                        .toList(),
                answer.control().stream()
                        .map(held -> new Control(held.decision().toString(), held.playbook()))
                        .toList(),
                withOthers
                        ? answer.others().stream()
                                .map(other -> new Other(
                                        other.playbook(),
                                        other.rule(),
                                        other.outcome(),
                                        other.reason(),
                                        other.values()))
                                .toList()
                        : null);
    }
}
