package dev.tideline.engine.vesting;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.offer.TakeBacks;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.incentives.Incentives;

/**
 * What time does to grants: reservations and held grants lapse, locked ones vest or are clawed back. Every node may do it
 * at once, by the database's clock. Blocks; for one thread each.
 */
public final class GrantLife {

    private static final int BATCH = 200;

    private final Database database;
    private final Lapses lapses;
    private final Vestings vestings;

    public GrantLife(Database database, Incentives catalogue, UserStore users, FactsModel model, TakeBacks takeBacks) {
        this.database = database;
        this.lapses = new Lapses(catalogue);
        this.vestings = new Vestings(database, catalogue, users, model, takeBacks);
    }

    /** Does what is due, in batches; returns of how many grants, 0 once there is nothing to do now. */
    public int step() {
        int lapsed = database.inTransaction(transaction -> lapses.step(transaction, transaction.now(), BATCH));
        return lapsed + vestings.askDue(BATCH);
    }
}
