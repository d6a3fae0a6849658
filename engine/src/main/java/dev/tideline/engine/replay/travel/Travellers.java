package dev.tideline.engine.replay.travel;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.AccountEvaluation;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.replay.walk.VirtualPast;
import dev.tideline.engine.sweep.claim.Draw;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes persons through one day by the code of sweeps. Thread-safe, as long as a person is in one call at a time. */
final class Travellers {

    private static final Logger log = LoggerFactory.getLogger(Travellers.class);

    private final UserStore users;
    private final EvaluationPolicy policy;
    private final AtomicLong evaluations;
    private final Set<Long> failed = ConcurrentHashMap.newKeySet();
    private final Set<Long> cut = ConcurrentHashMap.newKeySet();

    Travellers(UserStore users, EvaluationPolicy policy, AtomicLong evaluations) {
        this.users = users;
        this.policy = policy;
        this.evaluations = evaluations;
    }

    /**
     * A person who asks for money today.
     *
     * @param person its number
     * @param score the best that he asks with
     * @param draw what decides between equal scores; the least comes first
     */
    record Asking(long person, BigDecimal score, String draw) {

        /** By score, then by lot. */
        static final Comparator<Asking> IN_TURN = Comparator.comparing(Asking::score)
                .reversed()
                .thenComparing(Asking::draw)
                .thenComparing(Asking::person);
    }

    /** A person as he comes into the day, and what the rules say of him. */
    private record Today(PersonState before, Map<Long, String> segments, VirtualPast past, Contest contest) {}

    long poisoned() {
        return failed.size()
                + cut.stream().filter(person -> !failed.contains(person)).count();
    }

    /** Decides for the persons of a range who ask for no money, and notes who does; the number of their accounts. */
    long range(Transaction transaction, EvaluationSetting setting, Journey.Day day, long first, long last) {
        List<StoredUser> stored = new ArrayList<>();
        users.eachOfPersons(transaction, first, last, stored::add);
        evaluations.addAndGet(stored.size());
        each(transaction, setting, day, stored, (person, today) -> {
            List<Wish> wishes = today.contest().wishes();
            if (wishes.isEmpty()) {
                keep(person, today, today.contest().settle(Purse.BOUNDLESS), day);
            } else {
                day.asking().add(asking(person, wishes, day));
            }
        });
        return stored.size();
    }

    private static Asking asking(long person, List<Wish> wishes, Journey.Day day) {
        Wish best = wishes.stream().max(Comparator.comparing(Wish::score)).orElseThrow();
        return new Asking(person, best.score(), Draw.of(day.budgets().period(best), best.personId()));
    }

    /** Decides for persons who ask for money, in this order; their number. */
    long inTurn(Transaction transaction, EvaluationSetting setting, Journey.Day day, List<Asking> turn) {
        Map<Long, List<StoredUser>> byPerson = new HashMap<>();
        users.eachOfPersons(
                transaction,
                turn.stream().map(Asking::person).sorted().toList(),
                user -> byPerson.computeIfAbsent(user.personNo(), person -> new ArrayList<>(1))
                        .add(user));
        List<StoredUser> stored = turn.stream()
                .flatMap(asking -> byPerson.getOrDefault(asking.person(), List.of()).stream())
                .toList();
        each(
                transaction,
                setting,
                day,
                stored,
                (person, today) -> keep(person, today, day.budgets().settle(today.contest(), day.asOf()), day));
        return turn.size();
    }

    private interface Taker {
        void take(long person, Today today);
    }

    private void each(
            Transaction transaction, EvaluationSetting setting, Journey.Day day, List<StoredUser> stored, Taker taker) {
        Map<Long, List<StoredUser>> persons = new LinkedHashMap<>();
        for (StoredUser user : stored) {
            boolean begun = user.timeline().firstDay().orElse(Long.MAX_VALUE) <= day.number();
            if (begun && !failed.contains(user.personNo())) {
                persons.computeIfAbsent(user.personNo(), person -> new ArrayList<>(1))
                        .add(user);
            }
        }
        Map<Long, PersonState> states = new HashMap<>();
        List<StoredUser> virtual = new ArrayList<>();
        persons.forEach((person, accounts) -> {
            PersonState state = PersonState.read(day.states().get(person));
            states.put(person, state);
            accounts.replaceAll(user -> with(user, state));
            virtual.addAll(accounts);
        });
        AccountContext around = AccountContext.read(transaction, setting, users, virtual);
        AccountEvaluation evaluation = new AccountEvaluation(setting);
        persons.forEach((person, accounts) -> {
            try {
                PersonState before = states.getOrDefault(person, PersonState.NONE);
                taker.take(person, today(setting, evaluation, around, accounts, before));
            } catch (RuntimeException e) {
                // An edge: one bad person must not stop the others.
                log.warn("Replay sets person {} aside: {}", person, e.getMessage());
                failed.add(person);
            }
        });
    }

    /** The account with the segments that it has on the virtual days. */
    private static StoredUser with(StoredUser user, PersonState state) {
        return new StoredUser(
                user.userNo(),
                user.userId(),
                user.personNo(),
                user.personId(),
                user.timeline(),
                state.segments().get(user.userNo()));
    }

    private Today today(
            EvaluationSetting setting,
            AccountEvaluation evaluation,
            AccountContext around,
            List<StoredUser> accounts,
            PersonState before) {
        List<EvaluatedAccount> evaluated = evaluation.guarded(
                accounts.stream().map(account -> evaluation.of(account, around)).toList());
        Map<Long, String> segments = new HashMap<>(before.segments());
        for (EvaluatedAccount one : evaluated) {
            if (!one.segments().changes().isEmpty()) {
                segments.put(one.stored().userNo(), one.segments().json());
            }
            if (!one.cuts().isEmpty()) {
                cut.add(one.stored().personNo());
            }
        }
        StoredUser first = accounts.get(0);
        VirtualPast past = new VirtualPast(policy, before.past());
        PersonCase person = new PersonCase(
                first.personNo(),
                first.personId(),
                evaluated.stream().map(EvaluatedAccount::account).toList(),
                past.at(setting.asOf()));
        return new Today(before, segments, past, setting.arbiter().contest(person, setting.asOf()));
    }

    private void keep(long person, Today today, Arbitration decided, Journey.Day day) {
        today.past().add(decided, day.asOf());
        PersonState after = new PersonState(today.segments(), today.past().at(day.asOf()));
        if (!after.equals(today.before())) {
            day.states().put(person, after.text());
        }
        decided.candidates().forEach(day.tally()::add);
    }
}
