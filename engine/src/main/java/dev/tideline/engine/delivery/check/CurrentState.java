package dev.tideline.engine.delivery.check;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.delivery.Leased;
import dev.tideline.engine.delivery.SendCheck;
import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.AccountEvaluation;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks rules, guardrails and gates once more, as the users are now. Caps and re-entry are not asked: a touch counts in
 * them since it was decided.
 */
public final class CurrentState implements SendCheck {

    private static final Logger log = LoggerFactory.getLogger(CurrentState.class);

    private final Database database;
    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final UserStore users;

    public CurrentState(Database database, RulebookHolder holder, EvaluationPolicy policy, UserStore users) {
        this.database = database;
        this.holder = holder;
        this.policy = policy;
        this.users = users;
    }

    @Override
    public Map<UUID, Obstacle> obstacles(List<Leased> messages, Instant asOf) {
        LoadedRulebook loaded = holder.current();
        Map<UUID, Obstacle> found = new HashMap<>();
        List<Leased> acting = new ArrayList<>();
        for (Leased message : messages) {
            if (loaded.pausedAll() || !loaded.acts(message.playbook())) {
                found.put(message.id(), new Obstacle.Stale(Reason.PLAYBOOK_PAUSED));
            } else {
                acting.add(message);
            }
        }
        if (!acting.isEmpty() && !couldAsk(acting, loaded, asOf, found)) {
            onePersonAtATime(acting, loaded, asOf, found);
        }
        return found;
    }

    /** One bad person must not hold up the others: he alone gets nothing. */
    private void onePersonAtATime(
            List<Leased> messages, LoadedRulebook loaded, Instant asOf, Map<UUID, Obstacle> found) {
        messages.stream().collect(Collectors.groupingBy(Leased::personNo)).forEach((person, own) -> {
            if (!couldAsk(own, loaded, asOf, found)) {
                own.forEach(message -> found.put(message.id(), new Obstacle.Stale(Reason.NOT_EVALUATED)));
            }
        });
    }

    /** False if the answer for some person could not be found. What is wrong with all of them is thrown. */
    private boolean couldAsk(List<Leased> messages, LoadedRulebook loaded, Instant asOf, Map<UUID, Obstacle> found) {
        try {
            database.doInTransaction(transaction -> check(transaction, messages, loaded, asOf, found));
            return true;
        } catch (PersonFailed e) {
            log.warn("The check at sending failed for {} messages: {}", messages.size(), e.getMessage());
            return false;
        }
    }

    private void check(
            Transaction transaction,
            List<Leased> messages,
            LoadedRulebook loaded,
            Instant asOf,
            Map<UUID, Obstacle> found) {
        Set<String> playbooks = messages.stream().map(Leased::playbook).collect(Collectors.toSet());
        EvaluationSetting.Wanted wanted =
                new EvaluationSetting.Wanted(asOf, playbooks, Set.of(), null, EvaluationSetting.Sight.DECIDING);
        try (EvaluationSetting setting = EvaluationSetting.of(transaction, wanted, loaded, policy, users)) {
            ask(transaction, messages, setting, found);
        }
    }

    private void ask(
            Transaction transaction, List<Leased> messages, EvaluationSetting setting, Map<UUID, Obstacle> found) {
        try {
            Set<Long> numbers = messages.stream().map(Leased::personNo).collect(Collectors.toSet());
            List<StoredUser> stored = new ArrayList<>();
            users.eachOfPersons(transaction, numbers, stored::add);
            Map<Long, List<StoredUser>> persons = stored.stream().collect(Collectors.groupingBy(StoredUser::personNo));
            AccountEvaluation evaluation = new AccountEvaluation(setting);
            AccountContext around = AccountContext.read(transaction, setting, users, stored);
            MessageGate gate = new MessageGate(setting);
            for (Leased message : messages) {
                List<EvaluatedAccount> accounts =
                        evaluate(evaluation, around, persons.getOrDefault(message.personNo(), List.of()));
                gate.obstacle(message, accounts).ifPresent(obstacle -> found.put(message.id(), obstacle));
            }
        } catch (DatabaseException e) {
            throw e;
        } catch (RuntimeException e) {
            // An edge: whatever is wrong with a person stays with that person.
            throw new PersonFailed(e);
        }
    }

    /** Some person of those asked for cannot be read, evaluated or arbitrated. */
    private static final class PersonFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PersonFailed(RuntimeException cause) {
            super(cause.getClass().getSimpleName(), cause);
        }
    }

    /** All accounts of a person; none if one cannot be evaluated: nothing is sent then. */
    private static List<EvaluatedAccount> evaluate(
            AccountEvaluation evaluation, AccountContext around, List<StoredUser> person) {
        try {
            return evaluation.guarded(
                    person.stream().map(user -> evaluation.of(user, around)).toList());
        } catch (EvaluationCut cut) {
            return List.of();
        }
    }
}
