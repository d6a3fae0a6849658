package dev.tideline.engine.delivery;

import dev.tideline.engine.database.Database;

/** Addresses that answered that they want nothing more. Thread-safe; blocks. */
public final class Endpoints {

    private final Database database;

    public Endpoints(Database database) {
        this.database = database;
    }

    /** Ends sending to this address. */
    public void disable(String endpoint, String reason) {
        database.inTransaction(transaction -> transaction
                .sql("insert into endpoint (endpoint, disabled_at, reason) values (:endpoint, now(), :reason)"
                        + " on conflict (endpoint) do update set disabled_at = now(), reason = excluded.reason")
                .bind("endpoint", endpoint)
                .bind("reason", reason)
                .update());
    }

    /** Whether the address takes messages. */
    public boolean enabled(String endpoint) {
        return database.inTransaction(transaction -> transaction
                .sql("select 1 as one from endpoint where endpoint = :endpoint and disabled_at is not null")
                .bind("endpoint", endpoint)
                .list(row -> row.number("one"))
                .isEmpty());
    }
}
