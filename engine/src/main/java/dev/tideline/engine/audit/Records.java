package dev.tideline.engine.audit;

import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.decision.StoredDecision;
import dev.tideline.rules.candidate.CandidateClass;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads records as they were written, whatever became of their parts since. */
final class Records {

    private final Database database;

    Records(Database database) {
        this.database = database;
    }

    /**
     * A record.
     *
     * @param stored the decision
     * @param pulled whether it was pulled for a screen
     * @param versions what its rulebook was made of; empty if that is not known
     */
    record Kept(StoredDecision stored, boolean pulled, Set<String> versions) {}

    Optional<Kept> find(UUID decision) {
        return database.inTransaction(
                transaction -> transaction.sql("""
                        SELECT d.*, d.parts::text AS parts_text, d.inputs::text AS inputs_text, p.person_id, u.user_id,
                            b.rulebook_hash, b.policy_hash, coalesce(r.versions, '{}') AS versions,
                            d.run_no IS NULL AS pulled
                        FROM decision d
                        JOIN users u USING (user_no)
                        JOIN person p ON p.person_no = d.person_no
                        JOIN decision_basis b USING (basis_no)
                        LEFT JOIN rulebook r USING (rulebook_hash)
                        WHERE d.decision_id = :id
                        """).bind("id", decision).first(Records::kept));
    }

    private static Kept kept(Row row) throws SQLException {
        return new Kept(stored(row), row.flag("pulled"), Set.copyOf(row.texts("versions")));
    }

    private static StoredDecision stored(Row row) throws SQLException {
        return new StoredDecision(
                row.uuid("decision_id"),
                row.text("person_id"),
                row.text("user_id"),
                row.text("playbook"),
                row.text("rule"),
                row.text("version"),
                CandidateClass.valueOf(row.text("class")),
                Outcome.valueOf(row.text("outcome")),
                row.text("reason"),
                row.text("occurrence"),
                BigDecimal.valueOf(row.integer("probability_bps"), 4),
                row.instant("decided_at"),
                row.instant("expires_at"),
                row.optionalInstant("retry_at").orElse(null),
                row.text("parts_text"),
                row.text("inputs_text"),
                row.text("rulebook_hash"),
                row.text("policy_hash"),
                row.optionalNumber("run_no").orElse(null));
    }

    /** A JSON text as the column of parts keeps it. */
    String asKept(String json) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT (:json::jsonb)::text AS kept")
                .bind("json", json)
                .one(row -> row.text("kept")));
    }
}
