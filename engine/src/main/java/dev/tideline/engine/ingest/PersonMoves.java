package dev.tideline.engine.ingest;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.store.AccountMoves;
import dev.tideline.engine.users.PersonLocks;

/** Moves accounts, which the batch has locked, to the persons that {@code stage_home} names. */
final class PersonMoves {

    private PersonMoves() {}

    static void apply(Transaction transaction) {
        // Accounts that the batch itself made have no past.
        transaction.execute("""
                CREATE TEMP TABLE stage_move ON COMMIT DROP AS
                SELECT u.user_no, u.person_no AS from_no, p.person_no AS to_no
                FROM stage_home h JOIN person p ON p.person_id = h.person_id JOIN users u ON u.user_no = h.user_no
                WHERE u.person_no <> p.person_no AND u.changed_xid <> pg_current_xact_id()""");
        boolean some = transaction
                .sql("SELECT EXISTS (SELECT FROM stage_move) AS some")
                .one(row -> row.flag("some"));
        if (some) {
            PersonLocks.lock(transaction, "SELECT unnest(ARRAY[from_no, to_no]) AS person_no FROM stage_move");
            AccountMoves.apply(transaction, "stage_move");
            touchOthers(transaction);
        }
        transaction.execute("""
                UPDATE users u SET person_no = p.person_no, changed_xid = pg_current_xact_id()
                FROM stage_home h JOIN person p ON p.person_id = h.person_id
                WHERE u.user_no = h.user_no AND u.person_no <> p.person_no""");
    }

    /** For the other accounts of both persons the past has changed as well. */
    private static void touchOthers(Transaction transaction) {
        transaction.execute("""
                UPDATE users SET changed_xid = pg_current_xact_id() WHERE user_no IN (
                    SELECT user_no FROM users WHERE changed_xid <> pg_current_xact_id() AND person_no IN
                        (SELECT from_no FROM stage_move UNION SELECT to_no FROM stage_move)
                    ORDER BY user_no FOR NO KEY UPDATE)""");
    }
}
