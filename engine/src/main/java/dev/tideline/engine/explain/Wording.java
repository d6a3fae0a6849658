package dev.tideline.engine.explain;

import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.Explanation;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts what came out of one evaluation into words.
 *
 * @param setting what was evaluated under
 * @param state the playbook
 * @param asked the account
 * @param user its facts
 */
record Wording(EvaluationSetting setting, PlaybookState state, StoredUser asked, User user) {

    PlaybookExplanation of(Arbitration arbitration) {
        List<CandidateResult> results = arbitration.candidates().stream()
                .filter(result ->
                        result.userNo() == asked.userNo() && result.playbook().equals(state.key()))
                .toList();
        return told(results, "");
    }

    /** Clauses and guardrails stand without Drools; what would be decided does not. */
    PlaybookExplanation cut(EvaluationCut cut) {
        return told(List.of(), String.valueOf(cut.getMessage()));
    }

    private PlaybookExplanation told(List<CandidateResult> results, String cut) {
        return new PlaybookExplanation(
                asked.userId(),
                state.key(),
                version(),
                !setting.loaded().pausedAll() && state.acts(),
                setting.asOf(),
                rules(),
                guardrails(),
                results,
                cut);
    }

    /** That of the version that acts for him. */
    private String version() {
        Playbook acting = setting.loaded().playbooks().get(state.key());
        return acting == null ? state.version() : acting.version();
    }

    private List<Explanation> rules() {
        return setting.context().rules().values().stream()
                .filter(rule -> rule.playbook().equals(state.key()))
                .sorted(Comparator.comparing(CheckedRule::name))
                .map(this::explain)
                .toList();
    }

    private Explanation explain(CheckedRule rule) {
        return Interpreter.explain(
                rule, user, setting.context().market(), setting.context().instant());
    }

    private List<PlaybookExplanation.Guardrail> guardrails() {
        Stream<PlaybookExplanation.Guardrail> rules =
                setting.loaded().rulebook().guardrails().stream().map(this::guardrail);
        return Stream.concat(rules, clauses())
                .filter(guardrail -> guardrail.explanation().holds())
                .toList();
    }

    /** Clauses of the jurisdiction packs in force, told as rules are. */
    private Stream<PlaybookExplanation.Guardrail> clauses() {
        LocalDate day = LocalDate.ofInstant(setting.asOf(), ZoneOffset.UTC);
        return setting.context().terms().packs().at(day).packs().stream()
                .flatMap(pack -> pack.clauses().stream()
                        .map(clause -> new PlaybookExplanation.Guardrail(
                                explain(clause.asRule(pack)), List.of(clause.effect()), clause.reasons())));
    }

    private PlaybookExplanation.Guardrail guardrail(CheckedRule rule) {
        return new PlaybookExplanation.Guardrail(
                explain(rule),
                rule.effects().stream().map(Wording::text).toList(),
                rule.effects().stream().map(Effect::reason).distinct().toList());
    }

    private static String text(Effect effect) {
        if (effect instanceof Effect.Sparing sparing) {
            return text(sparing.refused()) + ".sparing(" + sparing.spared() + ")";
        }
        if (effect instanceof Effect.Refuse refuse) {
            return "refuse(" + refuse.target() + ")";
        }
        if (effect instanceof Effect.RefuseIncentives refuse) {
            return "refuseIncentives(" + String.join(", ", refuse.types()) + ")";
        }
        if (effect instanceof Effect.RefuseIncentivesExcept refuse) {
            return "refuseIncentivesExcept(" + String.join(", ", refuse.types()) + ")";
        }
        if (effect instanceof Effect.RefuseMessagesAbout refuse) {
            return "refuseMessagesAbout(" + String.join(", ", refuse.products()) + ")";
        }
        return effect instanceof Effect.Review ? "review(INCENTIVES)" : "suppress(PROMOTION)";
    }
}
