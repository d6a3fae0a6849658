package dev.tideline.engine.explain;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.rules.interpretation.Explanation;
import java.time.Instant;
import java.util.List;

/**
 * Why a playbook does or does not act for one user.
 *
 * @param userId the exchange's id
 * @param playbook key of the playbook
 * @param version hash of the version explained
 * @param acts whether the playbook acts at all; if it is paused, the gates answer as if it did
 * @param asOf instant it was evaluated at
 * @param rules every rule of the playbook in its order, fired or not, clause by clause
 * @param guardrails every guardrail that holds for the user, whether or not a rule fired, with what it refuses
 * @param results how the candidates of the playbook for this account end beside all others of the person; empty if no rule
 *     fired
 * @param cut why the evaluation was given up, a limit of the rules was passed: nothing is decided then; else empty
 */
public record PlaybookExplanation(
        String userId,
        String playbook,
        String version,
        boolean acts,
        Instant asOf,
        List<Explanation> rules,
        List<Guardrail> guardrails,
        List<CandidateResult> results,
        String cut) {

    public PlaybookExplanation {
        rules = List.copyOf(rules);
        guardrails = List.copyOf(guardrails);
        results = List.copyOf(results);
    }

    /**
     * A guardrail that holds.
     *
     * @param explanation its clauses with the values read
     * @param effects what it refuses, each as an author writes it
     * @param reasons the reasons it gives
     */
    public record Guardrail(Explanation explanation, List<String> effects, List<String> reasons) {
        public Guardrail {
            effects = List.copyOf(effects);
            reasons = List.copyOf(reasons);
        }
    }
}
