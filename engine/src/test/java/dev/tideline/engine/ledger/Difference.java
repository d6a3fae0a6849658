package dev.tideline.engine.ledger;

import dev.tideline.engine.database.Database;
import java.util.List;

/** Asks SQL over the ledger what does not add up. */
public final class Difference {

    private Difference() {}

    public static List<String> in(Database database) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT * FROM ledger_difference")
                .list(row -> row.text("what") + " " + row.text("which") + ": " + row.text("stated") + ", booked "
                        + row.text("booked")));
    }
}
