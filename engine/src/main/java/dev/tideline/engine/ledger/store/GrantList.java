package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.store.row.GrantRows;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lists grants as they were last committed. Thread-safe; blocks. */
public final class GrantList {

    private final Database database;

    public GrantList(Database database) {
        this.database = database;
    }

    /** Grants in a state, by number, after this one; at most this many. */
    public List<Grant> in(GrantState state, GrantId after, int most) {
        return database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT * FROM ledger_grant WHERE state = :state AND grant_no > :after
                        ORDER BY grant_no LIMIT :most
                        """)
                .bind("state", state)
                .bind("after", after.number())
                .bind("most", (long) most)
                .list(GrantRows::grant));
    }

    /** What was granted last under a key, whatever became of it. */
    public Optional<Grant> under(String key) {
        return database.inTransaction(
                transaction -> transaction.sql("""
                        SELECT * FROM ledger_grant WHERE grant_key = :key ORDER BY grant_no DESC LIMIT 1
                        """).bind("key", key).first(GrantRows::grant));
    }

    /** The decision whose offer a grant belongs to, if there is one. */
    public Optional<UUID> offer(GrantKey key) {
        return database.inTransaction(
                transaction -> transaction.sql("""
                        SELECT o.decision_id FROM incentive_grant i JOIN offer o USING (decision_id)
                        WHERE i.grant_key = :key AND i.voided_at IS NULL
                        """).bind("key", key.text()).first(row -> row.uuid("decision_id")));
    }
}
