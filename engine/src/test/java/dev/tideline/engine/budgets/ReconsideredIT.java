package dev.tideline.engine.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.money.Assets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forty persons with two accounts each, of whom budgets refused some in the playbooks a, b and c. */
class ReconsideredIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final BudgetPlan PLAN =
            BudgetPlanReader.read("budgets.yaml", """
                    asset: USDT
                    groups: { shared: { playbooks: [a, b], total: "10" } }
                    periods: { everything: { total: "10" } }
                    """, Assets.shipped()).orThrow();
    private static final BudgetId GROUP = new BudgetId(BudgetId.Kind.GROUP, "shared");
    private static final BudgetId PERIOD = new BudgetId(BudgetId.Kind.PERIOD, "everything");

    private final Reconsidered reconsidered = new Reconsidered(PLAN, 7);

    @BeforeEach
    void refused() {
        DB.truncate("reconsideration", "decision_state", "users", "person");
        DB.database().doInTransaction(transaction -> {
            transaction.execute("INSERT INTO person (person_id) SELECT 'p-' || n FROM generate_series(1, 40) n");
            transaction.execute("""
                    INSERT INTO users (user_id, person_no, timeline, changed_xid, first_seen_at)
                    SELECT person_id || '-' || n, person_no, '', '1', now() FROM person, generate_series(1, 2) n
                    """);
            transaction.execute("""
                    INSERT INTO decision_state (person_no, user_no, rule, playbook, version, outcome, reason, decision_id,
                        decided_at, standing, revision)
                    SELECT person_no, user_no, k || '/r', k, 'v', 'DROPPED',
                        CASE WHEN person_no % 4 = 0 THEN 'CAP_OFFERS' ELSE 'BUDGET_EXHAUSTED' END, gen_random_uuid(), now(),
                        false, 0
                    FROM users, unnest(ARRAY['a', 'b', 'c']) k WHERE (k = 'c') = (person_no % 2 = 0) OR k = 'b'
                    """);
        });
    }

    @Test
    void everyUserWhomAPlaybookOfTheGroupWasRefusedForIsLookedAtAgainSliceBySlice() {
        DB.database().doInTransaction(transaction -> reconsidered.refused(transaction, GROUP));
        assertThat(dirty()).isEmpty();
        assertThat(step()).isTrue();
        int first = dirty().size();
        assertThat(first).isBetween(1, 7 * 2);
        int slices = steps();
        assertThat(slices).isGreaterThan(3);
        assertThat(dirty()).isEqualTo(users("playbook IN ('a', 'b')"));
        assertThat(dirty()).hasSizeGreaterThan(first);
    }

    @Test
    void aChangeMeanwhileBeginsAnewAndOthersGoOn() {
        DB.database().doInTransaction(transaction -> reconsidered.refused(transaction, PERIOD));
        step();
        step();
        DB.database().doInTransaction(transaction -> transaction.execute("UPDATE users SET changed_xid = '1'"));
        DB.database().doInTransaction(transaction -> reconsidered.refused(transaction, PERIOD));
        DB.database().doInTransaction(transaction -> reconsidered.refused(transaction, BudgetId.campaign("c")));
        steps();
        assertThat(dirty()).isEqualTo(users("true"));
    }

    @Test
    void whatIsSmallIsDoneBeforeASweepBegins() {
        DB.database().doInTransaction(transaction -> reconsidered.refused(transaction, BudgetId.campaign("c")));
        Reconsidered.ahead(DB.database());
        assertThat(dirty()).isEqualTo(users("playbook = 'c'")).isNotEmpty();
        assertThat(step()).isFalse();
    }

    @Test
    void changesInARowOfWhatBindsEverybodyAreOne() {
        for (BudgetId id : List.of(PERIOD, new BudgetId(BudgetId.Kind.DEVICE, "d-1"), PERIOD)) {
            DB.database().doInTransaction(transaction -> reconsidered.refused(transaction, id));
        }
        assertThat(lines("SELECT budget AS line FROM reconsideration")).hasSize(1);
        change("UPDATE reconsideration SET since = now() + interval '1 minute'");
        assertThat(reconsidered.step(DB.database())).as("not yet").isFalse();
        steps();
        assertThat(dirty()).isEqualTo(users("true"));
    }

    @Test
    void usersAreLockedInTheOrderOfTheirNumbers() throws Exception {
        List<String> refused = lines("SELECT user_no::text AS line FROM users JOIN decision_state USING (user_no)"
                + " WHERE reason = 'BUDGET_EXHAUSTED' ORDER BY users.user_no");
        String low = refused.get(0);
        String high = refused.get(refused.size() - 1);
        // now it stands behind the others in its table
        change("UPDATE users SET changed_xid = '1' WHERE user_no = " + low);
        DB.database().doInTransaction(transaction -> reconsidered.refused(transaction, PERIOD));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> marking = DB.database().inTransaction(transaction -> {
                lock(transaction, low);
                Future<?> other = thread.submit(() -> Reconsidered.ahead(DB.database()));
                while (lines("SELECT pid::text AS line FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                + " AND query LIKE 'UPDATE users%' AND datname = current_database()")
                        .isEmpty()) {
                    assertThat(other.isDone()).isFalse();
                }
                lock(transaction, high);
                return other;
            });
            marking.get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(dirty()).isEqualTo(users("true"));
    }

    private static void lock(Transaction transaction, String user) {
        transaction.execute("SELECT FROM users WHERE user_no = " + user + " FOR NO KEY UPDATE");
    }

    private int steps() {
        int steps = 0;
        while (step()) {
            steps++;
        }
        return steps;
    }

    /** As if whatever waits had waited long enough. */
    private boolean step() {
        change("UPDATE reconsideration SET since = now() - interval '1 minute'");
        return reconsidered.step(DB.database());
    }

    private static void change(String sql) {
        DB.database().doInTransaction(transaction -> transaction.execute(sql));
    }

    private static List<String> dirty() {
        return lines("SELECT user_id AS line FROM users WHERE changed_xid <> '1' ORDER BY user_no");
    }

    private static List<String> users(String which) {
        return lines("SELECT user_id AS line FROM users WHERE user_no IN (SELECT user_no FROM decision_state"
                + " WHERE reason = 'BUDGET_EXHAUSTED' AND " + which + ") ORDER BY user_no");
    }

    private static List<String> lines(String sql) {
        return DB.database().inTransaction(t -> t.sql(sql).list(row -> row.text("line")));
    }
}
