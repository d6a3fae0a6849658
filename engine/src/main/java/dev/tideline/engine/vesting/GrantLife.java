package dev.tideline.engine.vesting;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;

/**
 * What time does to grants: reservations and held grants lapse, locked ones vest or are clawed back. Every node may do it
 * at once, by the database's clock. Blocks; for one thread each.
 */
public final class GrantLife {

    private static final int BATCH = 200;

    private final Database database;
    private final Ledger ledger;
    private final Vestings vestings;

    public GrantLife(Database database, Incentives catalogue, UserStore users, FactsModel model) {
        this.database = database;
        this.ledger = new CommittingLedger(database);
        this.vestings = new Vestings(database, catalogue, users, model);
    }

    /** Does what is due, in batches; returns of how many grants, 0 once there is nothing to do now. */
    public int step() {
        Instant now = database.inTransaction(transaction -> transaction.now());
        return ledger.expireDue(now, BATCH) + vestings.askDue(BATCH);
    }
}
