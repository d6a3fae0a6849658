package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes one account from its history to candidates, as things stand and with a draft: its facts are made once, the rules
 * in force are asked once, and those of the draft besides. Pure but for the sessions it reuses; for one thread.
 */
public final class DraftEvaluation {

    private final DraftSetting setting;
    private final AccountEvaluation accounts;

    /** For accounts at the setting's instant. */
    public DraftEvaluation(DraftSetting setting) {
        this.setting = setting;
        this.accounts = new AccountEvaluation(setting.live());
    }

    /**
     * One account under both.
     *
     * @param live what the rules in force say
     * @param draft what they say once the draft is among them
     */
    public record Both(AccountCase live, AccountCase draft) {

        /** Whether no rule fits under either. */
        public boolean isSilent() {
            return live.candidates().isEmpty() && draft.candidates().isEmpty();
        }
    }

    /** The facts of one account, without asking any rule. */
    public User see(StoredUser stored, AccountContext around) {
        UserFacts.Seen seen = accounts.see(stored, around);
        return seen.user();
    }

    /** What the rules of the draft alone propose for a user who was seen. */
    public List<Candidate> drafted(User user) {
        return candidates(setting.draft(), user).stream()
                .filter(candidate -> candidate.playbook().equals(setting.playbook()))
                .toList();
    }

    /**
     * One account that was seen.
     *
     * @throws dev.tideline.rules.ruleset.evaluation.EvaluationCut if a limit of the rules is passed
     */
    public Both of(StoredUser stored, User user, AccountContext around) {
        return of(stored, user, drafted(user), around);
    }

    /** One account of which the candidates of the draft are known. */
    public Both of(StoredUser stored, User user, List<Candidate> drafted, AccountContext around) {
        List<Candidate> now = candidates(setting.live(), user);
        List<Candidate> then = new ArrayList<>(drafted);
        now.stream()
                .filter(candidate -> !candidate.playbook().equals(setting.playbook()))
                .forEach(then::add);
        List<Effect> effects = now.isEmpty() && then.isEmpty() ? List.of() : effects(user);
        Set<String> excluding = around.lists().excluding(stored.userNo());
        return new Both(
                new AccountCase(stored.userNo(), user, now, now.isEmpty() ? List.of() : effects, excluding),
                new AccountCase(stored.userNo(), user, then, then.isEmpty() ? List.of() : effects, excluding));
    }

    /** All accounts of one person, with the guardrails of those that no rule fits, as {@link AccountEvaluation#guarded}. */
    public List<Both> guarded(List<Both> person) {
        boolean live = person.stream().anyMatch(one -> !one.live().candidates().isEmpty());
        boolean draft =
                person.stream().anyMatch(one -> !one.draft().candidates().isEmpty());
        if (person.size() == 1 || (!live && !draft)) {
            return person;
        }
        return person.stream()
                .map(one -> new Both(guarded(one.live(), live), guarded(one.draft(), draft)))
                .toList();
    }

    private AccountCase guarded(AccountCase account, boolean asked) {
        return asked && account.candidates().isEmpty()
                ? new AccountCase(
                        account.userNo(), account.user(), List.of(), effects(account.user()), account.exclusionLists())
                : account;
    }

    private List<Candidate> candidates(EvaluationSetting side, User user) {
        return side
                .evaluator()
                .evaluate(user, side.context().market(), side.context().instant())
                .stream()
                .filter(candidate -> side.playbooks().contains(candidate.playbook()))
                .toList();
    }

    private List<Effect> effects(User user) {
        EvaluationSetting side = setting.live();
        return side.evaluator()
                .guardrails(user, side.context().market(), side.context().instant());
    }
}
