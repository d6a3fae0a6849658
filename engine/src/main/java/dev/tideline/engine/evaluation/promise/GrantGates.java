package dev.tideline.engine.evaluation.promise;

import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.candidate.Part;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks the gates once more about what decisions have granted, before it is paid. Thread-safe. */
public final class GrantGates {

    private final Gates gates;

    public GrantGates(Gates gates) {
        this.gates = gates;
    }

    /**
     * Why those of these grants that may not be paid now are refused. Grants that no decision made are not asked about; what a
     * person let go as an offer asks for no other review.
     */
    public Map<GrantKey, Refusal> barred(Transaction transaction, Collection<GrantKey> grants, Instant at) {
        List<Promise> promises = transaction
                .sql("""
                        SELECT i.grant_key, i.person_no, i.user_no, i.playbook, d.rule, i.incentive,
                            coalesce(o.released, false) AS released
                        FROM incentive_grant i JOIN decision d USING (decision_id) LEFT JOIN offer o USING (decision_id)
                        WHERE i.grant_key = ANY(:keys::text[]) AND i.voided_at IS NULL
                        """)
                .bind("keys", grants.stream().map(GrantKey::text).toList())
                .list(row -> new Promise(
                        row.text("grant_key"),
                        row.number("person_no"),
                        row.number("user_no"),
                        row.text("playbook"),
                        row.text("rule"),
                        List.of(new Part.Incentive(row.text("incentive"))),
                        row.flag("released")));
        return gates.barred(transaction, promises, Promise.Moment.PAYMENT, at).entrySet().stream()
                .collect(Collectors.toMap(one -> new GrantKey(one.getKey()), Map.Entry::getValue));
    }

    /** Whether a playbook's grant was only held until now: the evaluation after its release grants it. */
    public static boolean waitsForEvaluation(Transaction transaction, GrantKey grant) {
        return transaction.sql("""
                        SELECT EXISTS (SELECT FROM playbook
                                WHERE playbook = split_part(split_part(:key, '|', 1), '/', 1))
                            AND NOT EXISTS (SELECT FROM incentive_grant
                                WHERE grant_key = :key AND voided_at IS NULL) AS waits
                        """).bind("key", grant.text()).one(row -> row.flag("waits"));
    }
}
