package dev.tideline.api.users;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.explain.PlaybookExplanation;
import dev.tideline.rules.interpretation.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a playbook does or does not act for one user now.
 *
 * @param userId the exchange's id
 * @param playbook key of the playbook
 * @param version hash of its version
 * @param acts whether it acts at all; if paused, the gates answer as if it did
 * @param asOf instant of evaluation
 * @param rules its rules, fired or not, clause by clause
 * @param guardrails guardrails that hold for the user, fired rule or not
 * @param decisions how its candidates end beside all others of the person; empty if no rule fired
 * @param cut why the evaluation was given up (a limit of the rules was passed), so that nothing is decided; else empty
 */
record ExplanationView(
        String userId,
        String playbook,
        String version,
        boolean acts,
        Instant asOf,
        List<RuleView> rules,
        List<GuardrailView> guardrails,
        List<ResultView> decisions,
        String cut) {

    /** One rule; {@code fired} if all clauses hold. */
    record RuleView(String rule, String why, boolean fired, List<ClauseView> clauses) {
        static RuleView of(Explanation rule) {
            return new RuleView(
                    rule.rule(),
                    rule.why(),
                    rule.holds(),
                    rule.clauses().stream().map(ClauseView::of).toList());
        }
    }

    /** One clause with the values that were read, and what it consists of. */
    record ClauseView(String fact, String text, boolean holds, Map<String, String> values, List<ClauseView> parts) {
        static ClauseView of(Explanation.Clause clause) {
            return new ClauseView(
                    clause.fact(),
                    clause.text(),
                    clause.holds(),
                    clause.values(),
                    clause.parts().stream().map(ClauseView::of).toList());
        }
    }

    /** A guardrail that holds, and what it refuses. */
    record GuardrailView(
            String rule, String why, List<String> effects, List<String> reasons, List<ClauseView> clauses) {
        static GuardrailView of(PlaybookExplanation.Guardrail guardrail) {
            Explanation rule = guardrail.explanation();
            return new GuardrailView(
                    rule.rule(),
                    rule.why(),
                    guardrail.effects(),
                    guardrail.reasons(),
                    rule.clauses().stream().map(ClauseView::of).toList());
        }
    }

    /** How one candidate would end. */
    record ResultView(
            String rule,
            String outcome,
            String reason,
            String occurrence,
            List<String> alternatives,
            List<PartView> parts) {
        static ResultView of(CandidateResult result) {
            return new ResultView(
                    result.rule(),
                    result.outcome().name(),
                    result.reason(),
                    result.occurrence(),
                    result.alternatives(),
                    result.parts().stream().map(PartView::of).toList());
        }
    }

    /** How one part would end, with the values that decided. */
    record PartView(
            String kind,
            String key,
            String outcome,
            String reason,
            Map<String, String> values,
            @Nullable String channel,
            @Nullable Instant notBefore,
            @Nullable Instant retryAt) {
        static PartView of(PartResult part) {
            return new PartView(
                    part.part().getClass().getSimpleName().toUpperCase(Locale.ROOT),
                    part.part().key(),
                    part.outcome().name(),
                    part.reason(),
                    part.values(),
                    Optional.ofNullable(part.channel()).map(Enum::name).orElse(null),
                    part.notBefore(),
                    part.retryAt());
        }
    }

    static ExplanationView of(PlaybookExplanation told) {
        return new ExplanationView(
                told.userId(),
                told.playbook(),
                told.version(),
                told.acts(),
                told.asOf(),
                told.rules().stream().map(RuleView::of).toList(),
                told.guardrails().stream().map(GuardrailView::of).toList(),
                told.results().stream().map(ResultView::of).toList(),
                told.cut());
    }
}
