package dev.tideline.engine.budgets;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.GrantKey;

/**
 * Makes users dirty for whom money said no the last time, so that the next sweep looks at them again. More than need be is
 * harmless: whoever is refused still is decided the same.
 */
public final class Reconsidered {

    private static final String AGAIN = "UPDATE users SET changed_xid = pg_current_xact_id() WHERE user_no IN (";
    private static final String REFUSED =
            "SELECT user_no FROM decision_state WHERE reason IN ('BUDGET_EXHAUSTED', 'BUDGET_CLOSED', 'BUDGET_UNKNOWN')";

    private Reconsidered() {}

    /** Whom this budget may have refused, and will perhaps no more. */
    public static void refused(Transaction transaction, BudgetId id) {
        switch (id.kind()) {
            case CAMPAIGN -> mark(transaction, REFUSED + " AND playbook = :key)", id.key());
            case PERSON ->
                mark(
                        transaction,
                        REFUSED + " AND person_no = (SELECT person_no FROM person WHERE person_id = :key))",
                        id.key());
            case GROUP, PERIOD, DEVICE, IP, PAYOUT_ADDRESS, KYC_DOCUMENT, REFERRAL_TREE ->
                transaction.sql(AGAIN + REFUSED + ")").update();
        }
    }

    /** Whose grant a breaker or risk held until now: the person that the key names. */
    public static void held(Transaction transaction, GrantKey key) {
        mark(transaction, """
                SELECT user_no FROM decision_state s JOIN person p USING (person_no)
                WHERE s.reason IN ('HELD_BY_BREAKER', 'HELD_BY_RISK') AND strpos(:key, '|' || p.person_id || '|') > 0)""", key.text());
    }

    private static void mark(Transaction transaction, String users, String key) {
        transaction.sql(AGAIN + users).bind("key", key).update();
    }
}
