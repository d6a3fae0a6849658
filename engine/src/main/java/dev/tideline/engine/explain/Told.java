package dev.tideline.engine.explain;

import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.rulebook.PlaybookState;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.language.Explanation;
import dev.tideline.rules.language.Interpreter;
import java.util.List;

/**
 * Puts what came out of one evaluation into words.
 *
 * @param setting what was evaluated under
 * @param state the playbook
 * @param asked the account
 */
record Told(EvaluationSetting setting, PlaybookState state, StoredUser asked) {

    PlaybookExplanation of(List<EvaluatedAccount> accounts, Arbitration arbitration) {
        User user = accounts.stream()
                .filter(account -> account.stored().userNo() == asked.userNo())
                .map(account -> account.account().user())
                .findFirst()
                .orElseThrow();
        return new PlaybookExplanation(
                asked.userId(),
                state.key(),
                state.version(),
                !setting.loaded().pausedAll() && state.acts(),
                setting.asOf(),
                setting.loaded().rulebook().rules(state.key()).stream()
                        .map(rule -> explain(rule, user))
                        .toList(),
                guardrails(user),
                arbitration.candidates().stream()
                        .filter(result -> result.userNo() == asked.userNo()
                                && result.playbook().equals(state.key()))
                        .toList());
    }

    private Explanation explain(CheckedRule rule, User user) {
        return Interpreter.explain(
                rule, user, setting.context().market(), setting.context().instant());
    }

    private List<PlaybookExplanation.Guardrail> guardrails(User user) {
        return setting.loaded().rulebook().guardrails().stream()
                .map(rule -> guardrail(rule, user))
                .filter(guardrail -> guardrail.explanation().holds())
                .toList();
    }

    private PlaybookExplanation.Guardrail guardrail(CheckedRule rule, User user) {
        return new PlaybookExplanation.Guardrail(
                explain(rule, user),
                rule.effects().stream().map(Told::text).toList(),
                rule.effects().stream().map(Effect::reason).distinct().toList());
    }

    private static String text(Effect effect) {
        if (effect instanceof Effect.Refuse refuse) {
            return "refuse(" + refuse.target() + ")";
        }
        if (effect instanceof Effect.RefuseIncentives refuse) {
            return "refuseIncentives(" + String.join(", ", refuse.types()) + ")";
        }
        if (effect instanceof Effect.RefuseIncentivesExcept refuse) {
            return "refuseIncentivesExcept(" + String.join(", ", refuse.types()) + ")";
        }
        return effect instanceof Effect.Review ? "review(INCENTIVES)" : "suppress(PROMOTION)";
    }
}
