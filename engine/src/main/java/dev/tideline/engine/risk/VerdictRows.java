package dev.tideline.engine.risk;

import dev.tideline.engine.database.Transaction;
import java.time.Instant;

/** Rows of {@code risk_verdict}, in one transaction. */
public final class VerdictRows {

    private final Transaction transaction;

    public VerdictRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Records a verdict, if there is one. */
    public void add(Clearance clearance, long userNo, String placement, Instant at) {
        Verdict verdict = clearance.verdict();
        if (verdict != null) {
            transaction
                    .sql("""
                            INSERT INTO risk_verdict (decided_at, user_no, placement, rules, verdict, code, note)
                            VALUES (:at, :user, :placement, :rules, :verdict, :code, :note)
                            """)
                    .bind("at", at)
                    .bind("user", userNo)
                    .bind("placement", placement)
                    .bind("rules", clearance.rules().stream().sorted().toList())
                    .bind("verdict", verdict.kind())
                    .bind("code", verdict.code())
                    .bind("note", verdict.note())
                    .update();
        }
    }
}
