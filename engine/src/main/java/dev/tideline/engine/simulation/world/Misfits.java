package dev.tideline.engine.simulation.world;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.simulation.tally.Endings;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.simulation.tally.Tally;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.Explanation;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why rules of the playbook do not fit a few persons: the clauses that do not hold for their accounts. */
public final class Misfits {

    private final Database database;
    private final UserStore users;
    private final DecisionStore decisions;
    private final EvaluationPolicy policy;
    private final Given given;

    /** Of a comparison. */
    public Misfits(Database database, UserStore users, DecisionStore decisions, EvaluationPolicy policy, Given given) {
        this.database = database;
        this.users = users;
        this.decisions = decisions;
        this.policy = policy;
        this.given = given;
    }

    /**
     * A clause that does not hold.
     *
     * @param user the exchange's id of the account
     * @param rule name of the rule
     * @param clause as an author would write it
     * @param values what was read, by the name of the field or parameter; {@code null} as text where missing
     */
    public record Misfit(String user, String rule, String clause, Map<String, String> values) {}

    /** The misfits of these persons on a side, by number; persons without any are not in it. */
    public Map<Long, List<Misfit>> of(Collection<Long> persons, Side side) {
        Tally unseen = new Tally(given.playbook(), new Endings());
        try (Crowd crowd = new Crowd(given, policy, users, decisions, unseen)) {
            return database.inTransaction(transaction -> of(transaction, crowd, persons, side));
        }
    }

    private Map<Long, List<Misfit>> of(Transaction transaction, Crowd crowd, Collection<Long> persons, Side side) {
        transaction.execute("SET TRANSACTION READ ONLY");
        EvaluationSetting setting =
                side == Side.LIVE ? crowd.setting().live() : crowd.setting().draft();
        boolean acts = given.playbooks(side).contains(given.playbook());
        Map<Long, List<Misfit>> misfits = new HashMap<>();
        crowd.each(
                transaction,
                persons,
                (account, user) -> rules(setting, account, acts).forEach(rule -> {
                    List<Misfit> found = of(account.userId(), user, rule, setting);
                    if (!found.isEmpty()) {
                        misfits.computeIfAbsent(account.personNo(), person -> new ArrayList<>())
                                .addAll(found);
                    }
                }));
        return misfits;
    }

    /** Those of the version that acts for him, by name. */
    private List<CheckedRule> rules(EvaluationSetting setting, StoredUser account, boolean acts) {
        return setting.forPerson(account.personId()).context().rules().values().stream()
                .filter(rule -> acts && rule.playbook().equals(given.playbook()))
                .sorted(Comparator.comparing(CheckedRule::name))
                .toList();
    }

    private static List<Misfit> of(String account, User user, CheckedRule rule, EvaluationSetting setting) {
        Explanation explained = Interpreter.explain(
                rule, user, setting.context().market(), setting.context().instant());
        return explained.clauses().stream()
                .filter(clause -> !clause.holds())
                .map(clause -> new Misfit(account, rule.name(), clause.text(), clause.values()))
                .toList();
    }
}
