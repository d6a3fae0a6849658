package dev.tideline.engine.budgets;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Some of those whom a budget refused, in the order of the index {@code decision_state_refused}.
 *
 * @param budget whose refusals; or a name for those of all budgets
 * @param playbooks the playbooks that it binds; empty for all
 * @param playbook with the person: the last that is done
 * @param personNo with the playbook: the last that is done
 */
record RefusedSlice(String budget, List<String> playbooks, String playbook, long personNo) {

    private static final String REFUSED = """
            FROM decision_state WHERE reason IN ('BUDGET_EXHAUSTED', 'BUDGET_CLOSED', 'BUDGET_UNKNOWN')
                AND (cardinality(:playbooks::text[]) = 0 OR playbook = ANY(:playbooks::text[]))
                AND (playbook, person_no) > (:playbook, :person)
            """;
    private static final String LAST =
            "SELECT playbook, person_no " + REFUSED + " ORDER BY playbook, person_no OFFSET :most - 1 LIMIT 1";
    /** Locks users in the order of their numbers, as imports do: changes at once would else wait for each other in a ring. */
    private static final String MARK = """
            UPDATE users SET changed_xid = pg_current_xact_id() WHERE user_no IN (
                SELECT user_no FROM users WHERE user_no IN (SELECT user_no
            """ + REFUSED + """
                     AND (:rest OR (playbook, person_no) <= (:lastPlaybook, :lastPerson)))
                ORDER BY user_no FOR NO KEY UPDATE)
            """;

    RefusedSlice {
        playbooks = List.copyOf(playbooks);
    }

    /** What follows a change that happens now. */
    static RefusedSlice first(String budget, Collection<String> playbooks) {
        return new RefusedSlice(budget, List.copyOf(playbooks), "", 0);
    }

    /** What is to be done of a change that has waited for a second, the longest waiting first, unless another node is at it. */
    static Optional<RefusedSlice> waiting(Transaction transaction) {
        return transaction.sql("""
                        SELECT * FROM reconsideration WHERE since <= now() - interval '1 second'
                        ORDER BY since, budget LIMIT 1 FOR UPDATE SKIP LOCKED
                        """).first(RefusedSlice::of);
    }

    /** The budgets whose changes wait. */
    static List<String> budgets(Transaction transaction) {
        return transaction
                .sql("SELECT budget FROM reconsideration ORDER BY since, budget")
                .list(row -> row.text("budget"));
    }

    /** What is to be done of the change of one budget, once no other node is at it. */
    static Optional<RefusedSlice> of(Transaction transaction, String budget) {
        return transaction
                .sql("SELECT * FROM reconsideration WHERE budget = :budget FOR UPDATE")
                .bind("budget", budget)
                .first(RefusedSlice::of);
    }

    private static RefusedSlice of(Row row) throws SQLException {
        return new RefusedSlice(
                row.text("budget"), row.texts("playbooks"), row.text("playbook"), row.number("person_no"));
    }

    /** Makes the users of about so many refusals dirty; what is left then waits in the database. */
    void mark(Transaction transaction, int most) {
        Optional<RefusedSlice> last = transaction
                .sql(LAST)
                .bind("playbooks", playbooks)
                .bind("playbook", playbook)
                .bind("person", personNo)
                .bind("most", (long) most)
                .first(row -> new RefusedSlice(budget, playbooks, row.text("playbook"), row.number("person_no")));
        RefusedSlice until = last.orElse(this);
        transaction
                .sql(MARK)
                .bind("playbooks", playbooks)
                .bind("playbook", playbook)
                .bind("person", personNo)
                .bind("rest", last.isEmpty())
                .bind("lastPlaybook", until.playbook())
                .bind("lastPerson", until.personNo())
                .update();
        last.ifPresentOrElse(left -> left.keep(transaction), () -> forget(transaction));
    }

    /** Leaves it to whoever goes on. */
    void keep(Transaction transaction) {
        transaction
                .sql("""
                        INSERT INTO reconsideration (budget, playbooks, playbook, person_no)
                        VALUES (:budget, :playbooks, :playbook, :person)
                        ON CONFLICT (budget) DO UPDATE SET playbooks = excluded.playbooks, playbook = excluded.playbook,
                            person_no = excluded.person_no
                        """)
                .bind("budget", budget)
                .bind("playbooks", playbooks)
                .bind("playbook", playbook)
                .bind("person", personNo)
                .update();
    }

    private void forget(Transaction transaction) {
        transaction
                .sql("DELETE FROM reconsideration WHERE budget = :budget")
                .bind("budget", budget)
                .update();
    }
}
