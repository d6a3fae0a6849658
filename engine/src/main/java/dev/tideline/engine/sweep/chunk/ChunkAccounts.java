package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.evaluation.AccountContext;
import dev.tideline.engine.evaluation.AccountEvaluation;
import dev.tideline.engine.evaluation.EvaluatedAccount;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.users.StoredUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes the accounts of a chunk through the rules, person by person. A person whose account fails is set aside. */
final class ChunkAccounts {

    private final RunSetting setting;
    private final AccountContext around;
    private final List<ChunkResult.Poisoned> poisoned;
    private final AccountEvaluation evaluation;

    ChunkAccounts(RunSetting setting, AccountContext around, List<ChunkResult.Poisoned> poisoned) {
        this.setting = setting;
        this.around = around;
        this.poisoned = poisoned;
        this.evaluation = new AccountEvaluation(setting.evaluation());
    }

    Map<Long, List<Evaluated>> evaluate(List<StoredUser> stored) {
        Map<Long, List<StoredUser>> byPerson = new LinkedHashMap<>();
        stored.forEach(user -> byPerson.computeIfAbsent(user.personNo(), key -> new ArrayList<>(1))
                .add(user));
        Map<Long, List<Evaluated>> persons = new LinkedHashMap<>();
        byPerson.forEach((personNo, accounts) -> {
            List<Evaluated> evaluated = person(accounts);
            if (!evaluated.isEmpty()) {
                persons.put(personNo, evaluated);
            }
        });
        return persons;
    }

    private List<Evaluated> person(List<StoredUser> accounts) {
        List<EvaluatedAccount> evaluated = new ArrayList<>(accounts.size());
        List<@Nullable Instant> next = new ArrayList<>(accounts.size());
        StoredUser current = accounts.get(0);
        try {
            for (StoredUser account : accounts) {
                current = account;
                evaluated.add(evaluation.of(account, around));
                next.add(next());
            }
            evaluated.forEach(this::setAside);
            return together(evaluation.guarded(evaluated), next);
        } catch (RuntimeException e) {
            // An edge: one bad row must not stop the others.
            poisoned.add(new ChunkResult.Poisoned(current.personNo(), current.userId(), e.toString()));
            return List.of();
        }
    }

    /** What runs away for an account is told of its playbook alone; what the others say of it counts. */
    private void setAside(EvaluatedAccount evaluated) {
        StoredUser account = evaluated.stored();
        evaluated
                .cuts()
                .forEach((playbook, cut) -> poisoned.add(new ChunkResult.Poisoned(
                        account.personNo(), account.userId(), playbook, version(account, playbook), cut.toString())));
    }

    private String version(StoredUser account, String playbook) {
        LoadedRulebook acting =
                setting.evaluation().forPerson(account.personId()).loaded();
        return Objects.requireNonNull(acting.playbooks().get(playbook)).version();
    }

    private static List<Evaluated> together(List<EvaluatedAccount> accounts, List<@Nullable Instant> next) {
        List<Evaluated> together = new ArrayList<>(accounts.size());
        for (int i = 0; i < accounts.size(); i++) {
            together.add(Evaluated.of(accounts.get(i), next.get(i)));
        }
        return together;
    }

    /** When the account evaluated last must be looked at again because time alone turns something; null if it never does. */
    private @Nullable Instant next() {
        if (!setting.run().advances()) {
            return null;
        }
        return setting.analysable()
                ? setting.evaluation().facts().nextChange(setting.changes()).orElse(null)
                : setting.run().asOf();
    }
}
