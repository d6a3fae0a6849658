package dev.tideline.engine.explain;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.DeskPurse;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.AccountEvaluation;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.facts.UserFacts;
import dev.tideline.engine.ledger.Trial;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.BudgetRooms;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.sweep.claim.KnownGrants;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import dev.tideline.rules.segments.SegmentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates one person as a sweep would and tells why it comes out as it does. Never writes: its transactions are read
 * only. Every method blocks on the database. Thread-safe.
 */
public final class Explanations {

    private final Database database;
    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final UserStore users;
    private final DecisionStore decisions;

    /** Over this database, with the rulebook in force. */
    public Explanations(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions) {
        this.database = database;
        this.holder = holder;
        this.policy = policy;
        this.users = users;
        this.decisions = decisions;
    }

    /** What is known of a user at an instant, whatever the rules would make of it; empty for an unknown one. */
    public Optional<UserView> user(String userId, Instant asOf) {
        return reading(transaction -> users.find(transaction, userId).map(stored -> view(transaction, stored, asOf)));
    }

    /**
     * Why a playbook does or does not act for a user at an instant; empty for an unknown user.
     *
     * @throws IllegalArgumentException if there is no such playbook
     */
    public Optional<PlaybookExplanation> explain(String userId, String playbook, Instant asOf) {
        LoadedRulebook loaded = holder.current();
        PlaybookState state = Optional.ofNullable(loaded.states().get(playbook))
                .orElseThrow(() -> new IllegalArgumentException("There is no playbook '" + playbook + "'"));
        return reading(transaction ->
                users.find(transaction, userId).map(stored -> explained(transaction, loaded, state, stored, asOf)));
    }

    private <T> T reading(Transaction.Work<T> work) {
        return database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return work.in(transaction);
        });
    }

    private UserView view(Transaction transaction, StoredUser stored, Instant asOf) {
        UserFacts.Seen seen = seen(transaction, stored, asOf);
        Map<String, Field> fields = new LinkedHashMap<>();
        policy.model().vocabulary().user().fields().forEach(field -> fields.put(field.column(), field));
        Field lists = policy.model().vocabulary().user().require("lists");
        return new UserView(
                seen.user(),
                stored.personId(),
                asOf,
                seen.segments(),
                recorded(stored, seen.segments()),
                new TreeSet<>(seen.user().texts(lists.slot())),
                fields);
    }

    /** A stage that no sweep has found yet has been entered, but nobody knows when. */
    private static @Nullable Instant recorded(StoredUser stored, SegmentState now) {
        String json = stored.segments();
        SegmentState before = json == null ? SegmentState.NONE : SegmentState.fromJson(json);
        return before.stageEnteredAt() == Fact.MISSING || !before.stage().equals(now.stage())
                ? null
                : FieldValues.instant(before.stageEnteredAt());
    }

    private UserFacts.Seen seen(Transaction transaction, StoredUser stored, Instant asOf) {
        try (EvaluationSetting setting = setting(transaction, holder.current(), Set.of(), asOf)) {
            AccountContext around = AccountContext.read(transaction, setting, users, List.of(stored));
            return new AccountEvaluation(setting).see(stored, around);
        }
    }

    /** A playbook that has not run since it went live would find its first run now. */
    private EvaluationSetting setting(Transaction transaction, LoadedRulebook loaded, Set<String> keys, Instant asOf) {
        Set<String> first = new HashSet<>(
                transaction.sql("SELECT playbook FROM beginning_playbook").list(row -> row.text("playbook")));
        return EvaluationSetting.of(
                transaction,
                new EvaluationSetting.Wanted(asOf, keys, first, null, EvaluationSetting.Sight.EVERYTHING),
                loaded,
                policy,
                users);
    }

    private PlaybookExplanation explained(
            Transaction transaction, LoadedRulebook loaded, PlaybookState state, StoredUser user, Instant asOf) {
        List<StoredUser> accounts = new ArrayList<>();
        users.eachOfPersons(transaction, List.of(user.personNo()), accounts::add);
        PersonHistory history = decisions
                .histories(transaction, List.of(user.personNo()), asOf)
                .getOrDefault(user.personNo(), PersonHistory.NONE);
        try (EvaluationSetting setting = setting(transaction, loaded, competing(loaded, state.key()), asOf)) {
            AccountContext around = AccountContext.read(transaction, setting, users, accounts);
            AccountEvaluation evaluation = new AccountEvaluation(setting);
            EvaluationSetting own = setting.forPerson(user.personId());
            Wording wording =
                    new Wording(own, state, user, evaluation.see(user, around).user());
            try {
                List<EvaluatedAccount> evaluated = evaluated(evaluation, around, accounts);
                EvaluationCut cut = cut(evaluated, user, state.key());
                return cut == null
                        ? wording.of(arbitrated(
                                transaction, own.arbiter().contest(person(user, evaluated, history), asOf), asOf))
                        : wording.cut(cut);
            } catch (EvaluationCut cut) {
                return wording.cut(cut);
            }
        }
    }

    /** With what budgets say as they stand; nothing is charged. Breakers count no run. */
    private Arbitration arbitrated(Transaction transaction, Arbiter.Contest contest, Instant asOf) {
        Charging charging = new Charging(
                policy.budgets(),
                policy.model().vocabulary().user(),
                new BudgetRooms(transaction).shared(),
                "explained");
        List<Claim> possible = contest.wishes().stream()
                .flatMap(wish -> charging.of(wish).claims())
                .toList();
        Map<GrantKey, Reply> known = KnownGrants.of(transaction, possible);
        return new PostgresLedger(transaction)
                .trying(
                        possible,
                        new Trial(Map.of()),
                        asOf,
                        desk -> contest.settle(new DeskPurse(charging, known, desk)));
    }

    private static List<EvaluatedAccount> evaluated(
            AccountEvaluation evaluation, AccountContext around, List<StoredUser> accounts) {
        return evaluation.guarded(
                accounts.stream().map(user -> evaluation.of(user, around)).toList());
    }

    /** Why the playbook was cut for the account that is asked for; null if it was not. */
    private static @Nullable EvaluationCut cut(List<EvaluatedAccount> evaluated, StoredUser user, String playbook) {
        return evaluated.stream()
                .filter(account -> account.stored().userNo() == user.userNo())
                .map(account -> account.cuts().get(playbook))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static PersonCase person(StoredUser user, List<EvaluatedAccount> evaluated, PersonHistory history) {
        List<AccountCase> accounts =
                evaluated.stream().map(EvaluatedAccount::account).toList();
        return new PersonCase(user.personNo(), user.personId(), accounts, history);
    }

    /** All that act, so that ranking and caps are true, and the one that is asked for. */
    private static Set<String> competing(LoadedRulebook loaded, String asked) {
        Set<String> keys = new HashSet<>(Set.of(asked));
        loaded.playbooks().keySet().stream().filter(loaded::acts).forEach(keys::add);
        return keys;
    }
}
