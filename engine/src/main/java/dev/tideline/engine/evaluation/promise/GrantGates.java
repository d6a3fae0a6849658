package dev.tideline.engine.evaluation.promise;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.candidate.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks the gates once more about what a sweep or an event granted, before it is paid. Thread-safe. */
public final class GrantGates {

    private final Gates gates;

    public GrantGates(Gates gates) {
        this.gates = gates;
    }

    /**
     * Why a grant may not be paid now; empty if it may, or if it is no grant of a playbook. What a breaker held is not granted
     * by its release alone, but by the evaluation that follows.
     */
    public Optional<String> barred(Transaction transaction, GrantKey grant, Instant at) {
        List<Promise> promises = transaction
                .sql("""
                        SELECT i.person_no, i.user_no, i.playbook, d.rule, i.incentive
                        FROM incentive_grant i JOIN decision d USING (decision_id)
                        WHERE i.grant_key = :key AND i.voided_at IS NULL
                        """)
                .bind("key", grant.text())
                .list(row -> new Promise(
                        grant.text(),
                        row.number("person_no"),
                        row.number("user_no"),
                        row.text("playbook"),
                        row.text("rule"),
                        List.of(new Part.Incentive(row.text("incentive"))),
                        false));
        if (promises.isEmpty()) {
            return ofPlaybook(transaction, grant) ? Optional.of(Reason.NOT_EVALUATED) : Optional.empty();
        }
        return gates.barred(transaction, promises, Promise.Moment.PAYMENT, at).values().stream()
                .findFirst();
    }

    private static boolean ofPlaybook(Transaction transaction, GrantKey grant) {
        return transaction.sql("""
                        SELECT EXISTS (SELECT FROM playbook
                            WHERE playbook = split_part(split_part(:key, '|', 1), '/', 1)) AS found
                        """).bind("key", grant.text()).one(row -> row.flag("found"));
    }
}
