package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.decision.RunContext;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import dev.tideline.rules.ruleset.evaluation.Proposed;
import dev.tideline.rules.segments.SegmentState;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes one account from its history to candidates. Pure but for the sessions it reuses; for one thread. */
public final class AccountEvaluation {

    private final EvaluationSetting setting;

    /** For accounts at the setting's instant. */
    public AccountEvaluation(EvaluationSetting setting) {
        this.setting = setting;
    }

    /** The facts and segments of one account, without asking any rule. */
    public UserFacts.Seen see(StoredUser stored, AccountContext around) {
        String before = stored.segments();
        return setting.facts()
                .see(
                        stored.userId(),
                        around.history(stored),
                        before == null ? SegmentState.NONE : SegmentState.fromJson(before),
                        around.lists().of(stored.userNo()));
    }

    /**
     * One account. Playbooks that pass a limit are cut and propose nothing.
     *
     * @throws EvaluationCut if the guardrails pass a limit
     */
    public EvaluatedAccount of(StoredUser stored, AccountContext around) {
        UserFacts.Seen seen = see(stored, around);
        EvaluationSetting own = setting.forPerson(stored.personId());
        RunContext context = own.context();
        Proposed proposed = own.evaluator().propose(seen.user(), context.market(), context.instant());
        List<Candidate> candidates = proposed.candidates().stream()
                .filter(candidate -> setting.playbooks().contains(candidate.playbook()))
                .toList();
        SortedMap<String, EvaluationCut> cuts = new TreeMap<>(proposed.cuts());
        cuts.keySet().retainAll(setting.playbooks());
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
                        around.lists().excluding(stored.userNo()),
                        cuts.keySet()),
                seen.segments(),
                cuts);
    }

    /** One account with its guardrails, and without asking any rule. */
    public EvaluatedAccount gated(StoredUser stored, AccountContext around) {
        UserFacts.Seen seen = see(stored, around);
        AccountCase account = new AccountCase(
                stored.userNo(),
                seen.user(),
                List.of(),
                List.of(),
                around.lists().excluding(stored.userNo()));
        return guarded(new EvaluatedAccount(stored, account, seen.segments(), Collections.emptySortedMap()));
    }

    /**
     * All accounts of one person, with the guardrails of those that no rule fits: what is said of one account, such as a
     * complaint, can bind the whole person.
     */
    public List<EvaluatedAccount> guarded(List<EvaluatedAccount> accounts) {
        boolean silent = accounts.stream()
                .allMatch(account -> account.account().candidates().isEmpty());
        return silent || accounts.size() == 1
                ? accounts
                : accounts.stream().map(this::guarded).toList();
    }

    private EvaluatedAccount guarded(EvaluatedAccount evaluated) {
        AccountCase account = evaluated.account();
        if (!account.candidates().isEmpty()) {
            return evaluated;
        }
        RunContext context = setting.context();
        List<Effect> effects = setting.evaluator().guardrails(account.user(), context.market(), context.instant());
        AccountCase guarded = new AccountCase(
                account.userNo(), account.user(), List.of(), effects, account.exclusionLists(), account.cut());
        return new EvaluatedAccount(evaluated.stored(), guarded, evaluated.segments(), evaluated.cuts());
    }
}
