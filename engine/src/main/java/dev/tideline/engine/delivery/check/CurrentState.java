package dev.tideline.engine.delivery.check;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Database;
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

/**
 * Asks rules, guardrails and gates once more, as the users are now. Caps and re-entry are not asked: a touch counts in
 * them since it was decided.
 */
public final class CurrentState implements SendCheck {

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
        if (!acting.isEmpty()) {
            database.doInTransaction(transaction -> check(transaction, acting, loaded, asOf, found));
        }
        return found;
    }

    private void check(
            Transaction transaction,
            List<Leased> messages,
            LoadedRulebook loaded,
            Instant asOf,
            Map<UUID, Obstacle> found) {
        Map<Long, List<StoredUser>> persons = new HashMap<>();
        Set<Long> numbers = messages.stream().map(Leased::personNo).collect(Collectors.toSet());
        List<StoredUser> stored = new ArrayList<>();
        users.eachOfPersons(transaction, numbers, stored::add);
        stored.forEach(user -> persons.computeIfAbsent(user.personNo(), key -> new ArrayList<>(1))
                .add(user));
        Set<String> playbooks = messages.stream().map(Leased::playbook).collect(Collectors.toSet());
        EvaluationSetting.Wanted wanted = new EvaluationSetting.Wanted(asOf, playbooks, Set.of(), null);
        try (EvaluationSetting setting = EvaluationSetting.of(transaction, wanted, loaded, policy, users)) {
            AccountEvaluation evaluation = new AccountEvaluation(setting);
            AccountContext around = AccountContext.read(transaction, setting, users, stored);
            MessageGate gate = new MessageGate(setting);
            for (Leased message : messages) {
                List<EvaluatedAccount> accounts =
                        evaluate(evaluation, around, persons.getOrDefault(message.personNo(), List.of()));
                gate.obstacle(message, accounts).ifPresent(obstacle -> found.put(message.id(), obstacle));
            }
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
