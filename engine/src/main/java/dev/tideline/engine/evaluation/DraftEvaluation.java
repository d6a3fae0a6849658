package dev.tideline.engine.evaluation;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.ruleset.evaluation.Proposed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
    public Said drafted(User user) {
        return said(setting.draft(), user).only(setting.playbook()::equals);
    }

    /**
     * What rules say of an account.
     *
     * @param candidates what they propose
     * @param cuts playbooks that were cut for it, so that they propose nothing
     */
    public record Said(List<Candidate> candidates, Set<String> cuts) {

        public Said {
            candidates = List.copyOf(candidates);
            cuts = Set.copyOf(cuts);
        }

        private Said only(Predicate<String> playbooks) {
            return new Said(
                    candidates.stream()
                            .filter(candidate -> playbooks.test(candidate.playbook()))
                            .toList(),
                    cuts.stream().filter(playbooks).collect(Collectors.toSet()));
        }

        private Said and(Said other) {
            List<Candidate> all = new ArrayList<>(candidates);
            all.addAll(other.candidates);
            Set<String> allCuts = new HashSet<>(cuts);
            allCuts.addAll(other.cuts);
            return new Said(all, allCuts);
        }

        /** Whether nothing is proposed and nothing was cut. */
        public boolean isNothing() {
            return candidates.isEmpty() && cuts.isEmpty();
        }
    }

    /** One account of which it is known what the draft says. A playbook that is cut costs its own candidates alone. */
    public Both of(StoredUser stored, User user, Said drafted, AccountContext around) {
        Said now = said(setting.live().forPerson(stored.personId()), user);
        Said then = drafted.and(now.only(key -> !key.equals(setting.playbook())));
        List<Effect> effects = now.candidates().isEmpty() && then.candidates().isEmpty() ? List.of() : effects(user);
        Set<String> excluding = around.lists().excluding(stored.userNo());
        return new Both(
                account(stored, user, now, effects, excluding), account(stored, user, then, effects, excluding));
    }

    private static AccountCase account(
            StoredUser stored, User user, Said said, List<Effect> effects, Set<String> excluding) {
        return new AccountCase(
                stored.userNo(),
                user,
                said.candidates(),
                said.candidates().isEmpty() ? List.of() : effects,
                excluding,
                said.cuts());
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
                        account.userNo(),
                        account.user(),
                        List.of(),
                        effects(account.user()),
                        account.exclusionLists(),
                        account.cut())
                : account;
    }

    private static Said said(EvaluationSetting side, User user) {
        Proposed proposed = side.evaluator()
                .propose(user, side.context().market(), side.context().instant());
        return new Said(proposed.candidates(), proposed.cuts().keySet()).only(side.playbooks()::contains);
    }

    private List<Effect> effects(User user) {
        EvaluationSetting side = setting.live();
        return side.evaluator()
                .guardrails(user, side.context().market(), side.context().instant());
    }
}
