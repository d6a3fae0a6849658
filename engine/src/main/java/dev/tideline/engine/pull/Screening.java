package dev.tideline.engine.pull;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.AccountEvaluation;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.evaluation.EvaluationSettings;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.placement.Screen;
import dev.tideline.engine.quarantine.Cuts;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.Effect;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates persons as a sweep does, for what a screen can show: incentives and in-app messages of the asked account. A
 * screen is no address, so no other touch goes out with them. The other accounts bind as ever.
 */
final class Screening {

    private static final String TEST_USER = "INELIGIBLE_TEST_USER";
    private static final Logger log = LoggerFactory.getLogger(Screening.class);

    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final UserStore users;
    private final Reach reach;
    private final EvaluationSettings settings;

    Screening(RulebookHolder holder, EvaluationPolicy policy, UserStore users, Reach reach) {
        this.holder = holder;
        this.policy = policy;
        this.users = users;
        this.reach = reach;
        this.settings = new EvaluationSettings(policy);
    }

    /**
     * An asked account with all accounts of its person.
     *
     * @param accounts the accounts, the asked one among them
     */
    record Found(StoredUser user, List<StoredUser> accounts) {}

    /**
     * A call whose user was evaluated.
     *
     * @param cuts why playbooks were cut for an account of the person, by key; what others say of it counts
     */
    record Screened(Call call, StoredUser user, List<AccountCase> accounts, SortedMap<String, EvaluationCut> cuts) {

        Ask ask() {
            return call.ask();
        }

        /** Whether a rule fits that could show something. */
        boolean fits() {
            return accounts.stream().anyMatch(account -> !account.candidates().isEmpty());
        }

        /** Facts of the asked account. */
        User facts() {
            return accounts.stream()
                    .filter(account -> account.userNo() == user.userNo())
                    .map(AccountCase::user)
                    .findFirst()
                    .orElseThrow();
        }

        PersonCase person(PersonHistory history) {
            return new PersonCase(user.personNo(), user.personId(), accounts, history);
        }
    }

    /** The accounts that these calls ask for, in their order; calls for ids that nobody has are left out. */
    Map<Call, Found> find(Transaction transaction, List<Call> calls) {
        Map<String, StoredUser> byId = new HashMap<>();
        Map<Long, List<StoredUser>> persons = new HashMap<>();
        Set<String> ids = calls.stream().map(call -> call.ask().userId()).collect(Collectors.toSet());
        users.eachAround(transaction, ids, user -> {
            byId.put(user.userId(), user);
            persons.computeIfAbsent(user.personNo(), number -> new ArrayList<>())
                    .add(user);
        });
        Map<Call, Found> found = new LinkedHashMap<>();
        for (Call call : calls) {
            StoredUser user = byId.get(call.ask().userId());
            if (user != null) {
                found.put(call, new Found(user, persons.getOrDefault(user.personNo(), List.of())));
            }
        }
        return found;
    }

    /** Does work with the setting of an instant under the rulebook in force. */
    <T> T with(Transaction transaction, Instant at, Function<EvaluationSetting, T> work) {
        LoadedRulebook loaded = holder.current();
        Set<String> acting = new HashSet<>(loaded.playbooks().keySet());
        acting.removeIf(key -> loaded.pausedAll() || !loaded.acts(key));
        Set<String> first = new HashSet<>(transaction
                .sql("SELECT playbook FROM playbook WHERE first_run IS NULL")
                .list(row -> row.text("playbook")));
        Staleness stale = Staleness.of(transaction, users, policy.model(), at);
        return settings.with(new EvaluationSettings.Basis(loaded, acting, first, stale), at, work);
    }

    /** Evaluates the persons of these calls; calls whose evaluation is cut by a limit of the rules are left out. */
    private List<Screened> evaluate(Transaction transaction, EvaluationSetting setting, Map<Call, Found> calls) {
        List<StoredUser> stored = calls.values().stream()
                .flatMap(found -> found.accounts().stream())
                .distinct()
                .toList();
        AccountContext around = AccountContext.read(transaction, setting, users, stored);
        AccountEvaluation evaluation = new AccountEvaluation(setting);
        List<Screened> screened = new ArrayList<>();
        calls.forEach((call, found) -> {
            try {
                screened.add(screened(call, found, accounts(evaluation, around, found)));
            } catch (EvaluationCut cut) {
                log.warn(
                        "The evaluation of a user for placement {} was cut",
                        call.ask().placement().key(),
                        cut);
            }
        });
        return screened;
    }

    private static List<EvaluatedAccount> accounts(AccountEvaluation evaluation, AccountContext around, Found found) {
        List<EvaluatedAccount> evaluated = found.accounts().stream()
                .map(account -> evaluation.of(account, around))
                .toList();
        return evaluation.guarded(evaluated);
    }

    private Screened screened(Call call, Found found, List<EvaluatedAccount> evaluated) {
        SortedMap<String, EvaluationCut> cuts = new TreeMap<>();
        evaluated.forEach(account -> cuts.putAll(account.cuts()));
        List<AccountCase> accounts = evaluated.stream()
                .map(EvaluatedAccount::account)
                .map(account ->
                        screened(account, account.userNo() == found.user().userNo()))
                .toList();
        return new Screened(call, found.user(), accounts, cuts);
    }

    /** Counts cuts towards the quarantine of their playbooks; the shadow of test keys has none. */
    void noteCuts(Transaction transaction, EvaluationSetting setting, List<Screened> screened) {
        if (reach != Reach.EVERYBODY) {
            return;
        }
        List<Screened> ordered = screened.stream()
                .sorted(Comparator.comparingLong(one -> one.user().personNo()))
                .toList();
        for (Screened one : ordered) {
            one.cuts().forEach((key, cut) -> {
                LoadedRulebook acting = setting.forPerson(one.user().personId()).loaded();
                Playbook playbook = acting.playbooks().get(key);
                if (playbook != null) {
                    Cuts.note(transaction, key, playbook.version(), one.user().personNo(), cut.toString());
                }
            });
        }
    }

    /**
     * Who was evaluated and is within reach.
     *
     * @param screened those who were evaluated, in the order of the calls
     * @param fallbacks the answers of calls that come to nothing else: evaluated ones that are too late, and cut ones
     */
    record Reached(List<Screened> screened, Map<Call, Answer> fallbacks) {}

    /** Evaluates those within reach; whoever is not gets no answer. */
    Reached reached(Transaction transaction, EvaluationSetting setting, Map<Call, Found> known) {
        List<Screened> all = evaluate(transaction, setting, known);
        Map<Call, Answer> fallbacks = new HashMap<>();
        known.keySet().forEach(call -> fallbacks.put(call, Answer.fallback(call.ask(), setting.asOf())));
        all.stream().filter(one -> !reaches(one)).forEach(one -> fallbacks.remove(one.call()));
        return new Reached(all.stream().filter(this::reaches).toList(), fallbacks);
    }

    /** Whether the person of these accounts may be decided for: a test person has test accounts and no other. */
    private boolean reaches(Screened one) {
        int test = policy.model().vocabulary().user().require("is_test").slot();
        return reach == Reach.EVERYBODY
                || one.accounts().stream().allMatch(account -> account.user().flag(test));
    }

    private AccountCase screened(AccountCase account, boolean asked) {
        List<Candidate> shown = asked
                ? account.candidates().stream()
                        .flatMap(candidate -> Screen.shows(candidate).stream())
                        .toList()
                : List.of();
        return new AccountCase(
                account.userNo(),
                account.user(),
                shown,
                effects(account.effects()),
                account.exclusionLists(),
                account.cut());
    }

    /** What keeps test users from real money does not keep them from the shadow's. */
    private List<Effect> effects(List<Effect> found) {
        return reach == Reach.EVERYBODY
                ? found
                : found.stream()
                        .filter(effect -> !effect.reason().equals(TEST_USER))
                        .toList();
    }
}
