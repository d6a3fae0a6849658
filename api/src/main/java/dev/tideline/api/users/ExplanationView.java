package dev.tideline.api.users;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.explain.PlaybookExplanation;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.rules.interpretation.Explanation;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.playbook.Playbook;
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
        static RuleView of(Explanation rule, Values values) {
            return new RuleView(rule.rule(), rule.why(), rule.holds(), values.of(rule.clauses()));
        }
    }

    /** One clause with the values that were read, amounts with their asset, and what it consists of. */
    record ClauseView(
            String fact, String text, boolean holds, Map<String, @Nullable Object> values, List<ClauseView> parts) {}

    /** Gives the values of a playbook's clauses their form. */
    record Values(Amounts amounts, Map<String, Parameter> parameters) {

        static Values of(Amounts amounts, LoadedRulebook loaded, String playbook) {
            Playbook known = loaded.playbooks().get(playbook);
            return new Values(amounts, known == null ? Map.of() : known.parameters());
        }

        List<ClauseView> of(List<Explanation.Clause> clauses) {
            return clauses.stream().map(this::of).toList();
        }

        private ClauseView of(Explanation.Clause clause) {
            return new ClauseView(
                    clause.fact(),
                    clause.text(),
                    clause.holds(),
                    amounts.read(clause.fact(), clause.values(), parameters),
                    of(clause.parts()));
        }
    }

    /** A guardrail that holds, and what it refuses. */
    record GuardrailView(
            String rule, String why, List<String> effects, List<String> reasons, List<ClauseView> clauses) {
        static GuardrailView of(PlaybookExplanation.Guardrail guardrail, Values values) {
            Explanation rule = guardrail.explanation();
            return new GuardrailView(
                    rule.rule(), rule.why(), guardrail.effects(), guardrail.reasons(), values.of(rule.clauses()));
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
        static ResultView of(CandidateResult result, Amounts amounts) {
            return new ResultView(
                    result.rule(),
                    result.outcome().name(),
                    result.reason(),
                    result.occurrence(),
                    result.alternatives(),
                    result.parts().stream()
                            .map(part -> PartView.of(part, amounts))
                            .toList());
        }
    }

    /** How one part would end, with the values that decided. */
    record PartView(
            String kind,
            String key,
            String outcome,
            String reason,
            Map<String, @Nullable Object> values,
            @Nullable String channel,
            @Nullable Instant notBefore,
            @Nullable Instant retryAt) {
        static PartView of(PartResult part, Amounts amounts) {
            return new PartView(
                    part.part().getClass().getSimpleName().toUpperCase(Locale.ROOT),
                    part.part().key(),
                    part.outcome().name(),
                    part.reason(),
                    amounts.decided(part.values()),
                    Optional.ofNullable(part.channel()).map(Enum::name).orElse(null),
                    part.notBefore(),
                    part.retryAt());
        }
    }

    static ExplanationView of(PlaybookExplanation told, Values values) {
        return new ExplanationView(
                told.userId(),
                told.playbook(),
                told.version(),
                told.acts(),
                told.asOf(),
                told.rules().stream().map(rule -> RuleView.of(rule, values)).toList(),
                told.guardrails().stream()
                        .map(guardrail -> GuardrailView.of(guardrail, values))
                        .toList(),
                told.results().stream()
                        .map(result -> ResultView.of(result, values.amounts()))
                        .toList(),
                told.cut());
    }
}
