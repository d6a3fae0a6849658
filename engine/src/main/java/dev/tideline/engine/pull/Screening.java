package dev.tideline.engine.pull;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.AccountEvaluation;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.language.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Evaluates a person as a sweep does, for what a screen can show: incentives and in-app messages of the asked account. A
 * screen is no address, so no other touch goes out with them. The other accounts bind as ever.
 */
final class Screening {

    private static final String TEST_USER = "INELIGIBLE_TEST_USER";

    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final UserStore users;
    private final Pulls.Reach reach;

    Screening(RulebookHolder holder, EvaluationPolicy policy, UserStore users, Pulls.Reach reach) {
        this.holder = holder;
        this.policy = policy;
        this.users = users;
        this.reach = reach;
    }

    /** The setting of an instant under the rulebook in force; close it. */
    EvaluationSetting setting(Transaction transaction, Instant at) {
        LoadedRulebook loaded = holder.current();
        Set<String> acting = new HashSet<>(loaded.playbooks().keySet());
        acting.removeIf(key -> loaded.pausedAll() || !loaded.acts(key));
        Set<String> first = new HashSet<>(transaction
                .sql("SELECT playbook FROM playbook WHERE first_run IS NULL")
                .list(row -> row.text("playbook")));
        return EvaluationSetting.of(
                transaction,
                new EvaluationSetting.Wanted(at, acting, first, null, EvaluationSetting.Sight.DECIDING),
                loaded,
                policy,
                users);
    }

    /** All accounts of the user's person. */
    List<AccountCase> accounts(Transaction transaction, EvaluationSetting setting, StoredUser user) {
        List<StoredUser> stored = new ArrayList<>();
        users.eachOfPersons(transaction, List.of(user.personNo()), stored::add);
        AccountContext around = AccountContext.read(transaction, setting, users, stored);
        AccountEvaluation evaluation = new AccountEvaluation(setting);
        List<EvaluatedAccount> evaluated =
                stored.stream().map(account -> evaluation.of(account, around)).toList();
        return evaluation.guarded(evaluated).stream()
                .map(EvaluatedAccount::account)
                .map(account -> screened(account, account.userNo() == user.userNo()))
                .toList();
    }

    /** Whether the person of these accounts may be decided for: a test person has test accounts and no other. */
    boolean reaches(List<AccountCase> accounts) {
        int test = policy.model().vocabulary().user().require("is_test").slot();
        return reach == Pulls.Reach.EVERYBODY
                || accounts.stream().allMatch(account -> account.user().flag(test));
    }

    private AccountCase screened(AccountCase account, boolean asked) {
        List<Candidate> shown = asked
                ? account.candidates().stream()
                        .flatMap(candidate -> shown(candidate).stream())
                        .toList()
                : List.of();
        return new AccountCase(
                account.userNo(), account.user(), shown, effects(account.effects()), account.exclusionLists());
    }

    /** What keeps test users from real money does not keep them from the shadow's. */
    private List<Effect> effects(List<Effect> found) {
        return reach == Pulls.Reach.EVERYBODY
                ? found
                : found.stream()
                        .filter(effect -> !effect.reason().equals(TEST_USER))
                        .toList();
    }

    /** The candidate with what a screen can show of it; empty if that is nothing. */
    private static Optional<Candidate> shown(Candidate candidate) {
        List<Part> parts =
                candidate.parts().stream().flatMap(part -> shown(part).stream()).toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Candidate(candidate.playbook(), candidate.rule(), parts));
    }

    private static Optional<Part> shown(Part part) {
        if (part instanceof Part.Touch touch) {
            return touch.channels().contains(Channel.IN_APP)
                    ? Optional.of(new Part.Touch(touch.key(), List.of(Channel.IN_APP)))
                    : Optional.empty();
        }
        return part instanceof Part.Incentive ? Optional.of(part) : Optional.empty();
    }
}
