package dev.tideline.engine.simulation.world;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.arbitration.given.PersonCase;
import dev.tideline.engine.arbitration.given.PersonHistory;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.DraftEvaluation;
import dev.tideline.engine.evaluation.DraftEvaluation.Both;
import dev.tideline.engine.evaluation.DraftEvaluation.Said;
import dev.tideline.engine.evaluation.DraftSetting;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.simulation.tally.Story.Traits;
import dev.tideline.engine.simulation.tally.Tally;
import dev.tideline.engine.sweep.LoggedFault;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads persons and takes them through the rules of both sides. For one thread. */
final class Crowd implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Crowd.class);

    private final DraftSetting setting;
    private final DraftEvaluation evaluation;
    private final Given given;
    private final UserStore users;
    private final DecisionStore decisions;
    private final Tally tally;
    private final int region;
    private final int band;
    private final Map<Traits, Traits> traits = new HashMap<>();
    private final Set<Long> failed = new HashSet<>();

    Crowd(Given given, EvaluationPolicy policy, UserStore users, DecisionStore decisions, Tally tally) {
        this.given = given;
        this.setting = given.setting(policy);
        this.evaluation = new DraftEvaluation(setting);
        this.users = users;
        this.decisions = decisions;
        this.tally = tally;
        this.region = policy.model().vocabulary().user().require(Given.REGION).slot();
        this.band = policy.model().vocabulary().user().require(Given.BAND).slot();
    }

    /**
     * A person for whom some rule fits.
     *
     * @param accounts what the rules say of each account
     */
    record Person(long number, String id, List<Both> accounts, Traits traits, PersonHistory history) {

        private Person with(PersonHistory past) {
            return new Person(number, id, accounts, traits, past);
        }

        /** As arbitration sees him on a side. */
        PersonCase on(Side side) {
            return new PersonCase(
                    number, id, accounts.stream().map(both -> of(both, side)).toList(), history);
        }

        /** Whether the playbook proposes something for him on a side. */
        boolean isCandidate(Side side, String playbook) {
            return accounts.stream()
                    .flatMap(both -> of(both, side).candidates().stream())
                    .anyMatch(candidate -> candidate.playbook().equals(playbook));
        }

        /** Whether the draft of a playbook can change nothing for him but through budgets. */
        boolean isBeside(String playbook) {
            return !isCandidate(Side.LIVE, playbook)
                    && !isCandidate(Side.DRAFT, playbook)
                    && history.incentives().stream()
                            .noneMatch(grant -> grant.playbook().equals(playbook));
        }

        private static AccountCase of(Both both, Side side) {
            return side == Side.LIVE ? both.live() : both.draft();
        }
    }

    DraftSetting setting() {
        return setting;
    }

    /** The candidates of a person on a side, before they claim. */
    Contest contest(Side side, Person person) {
        EvaluationSetting seen = side == Side.LIVE ? setting.live() : setting.draft();
        return seen.forPerson(person.id()).arbiter().contest(person.on(side), given.asOf());
    }

    /** Those from one number to another, both included, whom some rule fits. */
    List<Person> read(Transaction transaction, long first, long last) {
        List<StoredUser> stored = new ArrayList<>();
        users.eachOfPersons(transaction, first, last, stored::add);
        return evaluate(transaction, stored, false);
    }

    /** Those of these whom some rule fits. */
    List<Person> read(Transaction transaction, Collection<Long> persons) {
        return evaluate(transaction, stored(transaction, persons), false);
    }

    /** Those of these whom the draft fits; of the others the rules in force are not asked. */
    List<Person> drafted(Transaction transaction, Collection<Long> persons) {
        return evaluate(transaction, stored(transaction, persons), true);
    }

    /** Hands over every account of these persons with its facts. */
    void each(Transaction transaction, Collection<Long> persons, BiConsumer<StoredUser, User> taker) {
        List<StoredUser> stored = stored(transaction, persons);
        AccountContext around = AccountContext.read(transaction, setting.live(), users, stored);
        stored.forEach(account -> taker.accept(account, evaluation.see(account, around)));
    }

    private List<StoredUser> stored(Transaction transaction, Collection<Long> persons) {
        List<StoredUser> stored = new ArrayList<>();
        if (!persons.isEmpty()) {
            users.eachOfPersons(transaction, persons, stored::add);
        }
        return stored;
    }

    private List<Person> evaluate(Transaction transaction, List<StoredUser> stored, boolean drafted) {
        if (stored.isEmpty()) {
            return List.of();
        }
        AccountContext around = AccountContext.read(transaction, setting.live(), users, stored);
        Map<Long, List<StoredUser>> byPerson = new LinkedHashMap<>();
        stored.forEach(user -> byPerson.computeIfAbsent(user.personNo(), key -> new ArrayList<>(1))
                .add(user));
        Map<Long, Person> found = new LinkedHashMap<>();
        byPerson.forEach((number, accounts) -> evaluate(accounts, around, drafted, found));
        Map<Long, PersonHistory> histories = decisions.histories(transaction, found.keySet(), given.asOf());
        return found.values().stream()
                .map(person -> person.with(histories.getOrDefault(person.number(), PersonHistory.NONE)))
                .toList();
    }

    private void evaluate(List<StoredUser> accounts, AccountContext around, boolean drafted, Map<Long, Person> found) {
        try {
            List<User> seen = new ArrayList<>(accounts.size());
            accounts.forEach(account -> seen.add(evaluation.see(account, around)));
            if (!isMeant(seen)) {
                return;
            }
            tally.seen(1, accounts.size());
            List<Both> both = both(accounts, seen, around, drafted);
            tally.cut(Side.LIVE, cuts(both, Both::live));
            tally.cut(Side.DRAFT, cuts(both, Both::draft));
            if (both.stream().anyMatch(one -> !one.isSilent())) {
                StoredUser first = accounts.get(0);
                found.put(
                        first.personNo(),
                        new Person(
                                first.personNo(),
                                first.personId(),
                                evaluation.guarded(both),
                                traits(both),
                                PersonHistory.NONE));
            }
        } catch (RuntimeException e) {
            // An edge: one bad row must not stop the others.
            tally.poison();
            failed.add(accounts.get(0).personNo());
            log.warn("Person {} is left out: {}", accounts.get(0).personNo(), LoggedFault.of(e));
        }
    }

    private static Set<String> cuts(List<Both> both, Function<Both, AccountCase> side) {
        Set<String> cuts = new HashSet<>();
        both.forEach(one -> cuts.addAll(side.apply(one).cut()));
        return cuts;
    }

    /** Persons whose evaluation failed since this was asked last. */
    Set<Long> takeFailed() {
        Set<Long> taken = Set.copyOf(failed);
        failed.clear();
        return taken;
    }

    private boolean isMeant(List<User> accounts) {
        Condition filter = given.filter();
        return filter == null || accounts.stream().anyMatch(user -> Interpreter.holds(filter, user));
    }

    private List<Both> both(List<StoredUser> accounts, List<User> seen, AccountContext around, boolean drafted) {
        List<Said> said = seen.stream().map(evaluation::drafted).toList();
        if (drafted && said.stream().allMatch(Said::isNothing)) {
            return List.of();
        }
        List<Both> both = new ArrayList<>(accounts.size());
        for (int i = 0; i < accounts.size(); i++) {
            both.add(evaluation.of(accounts.get(i), seen.get(i), said.get(i), around));
        }
        return both;
    }

    /** Those of the account that the playbook concerns, else of the first that some rule fits. */
    private Traits traits(List<Both> accounts) {
        Both concerned = accounts.stream()
                .filter(both -> both.draft().candidates().stream()
                        .anyMatch(candidate -> candidate.playbook().equals(given.playbook())))
                .findFirst()
                .or(() -> accounts.stream().filter(both -> !both.isSilent()).findFirst())
                .orElse(accounts.get(0));
        User user = concerned.live().user();
        Traits found = new Traits(text(user, region), text(user, band));
        return Objects.requireNonNullElse(traits.putIfAbsent(found, found), found);
    }

    private static String text(User user, int slot) {
        return Objects.requireNonNullElse(user.text(slot), "");
    }

    @Override
    public void close() {
        setting.close();
    }
}
