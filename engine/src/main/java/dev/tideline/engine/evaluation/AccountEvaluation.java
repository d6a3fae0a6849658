package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.facts.Candidate;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.segments.SegmentState;
import java.util.List;

/** Takes one account from its history to candidates. Pure but for the sessions it reuses; for one thread. */
public final class AccountEvaluation {

    private final EvaluationSetting setting;

    /** For accounts at the setting's instant. */
    public AccountEvaluation(EvaluationSetting setting) {
        this.setting = setting;
    }

    /**
     * One account.
     *
     * @throws dev.tideline.rules.ruleset.EvaluationCut if a limit of the rules is passed
     */
    public EvaluatedAccount of(StoredUser stored, AccountContext around) {
        String before = stored.segments();
        UserFacts.Seen seen = setting.facts()
                .see(
                        stored.userId(),
                        around.history(stored),
                        before == null ? SegmentState.NONE : SegmentState.fromJson(before),
                        around.of(stored.userNo()));
        RunContext context = setting.context();
        List<Candidate> candidates =
                setting.evaluator().evaluate(seen.user(), context.market(), context.instant()).stream()
                        .filter(candidate -> setting.playbooks().contains(candidate.playbook()))
                        .toList();
        List<Effect> effects = candidates.isEmpty()
                ? List.of()
                : setting.evaluator().guardrails(seen.user(), context.market(), context.instant());
        return new EvaluatedAccount(
                stored,
                new AccountCase(
                        stored.userNo(),
                        seen.user(),
                        candidates,
                        effects,
                        around.exclusions(stored.userNo()),
                        AccountCase.ANY_CHANNEL),
                seen.segments());
    }
}
