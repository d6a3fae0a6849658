package dev.tideline.engine.ledger.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 10,000 claims; {@code -Dledger.claims=100000} makes it 100,000. */
class ConcurrentClaimsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Test
    void neverOverspendsAndRefusesNothingWhileThereIsRoom() throws Exception {
        int claims = Integer.getInteger("ledger.claims", 10_000);
        ConcurrentClaims load = new ConcurrentClaims(DB.database(), claims, 8);
        load.run();
        assertThat(load.claimed() + load.refused() + load.duplicates()).isGreaterThanOrEqualTo(claims);
        assertThat(load.claimed()).isPositive();
        assertThat(load.refused()).isPositive();
        assertThat(load.duplicates()).isPositive();
        Quiescence.addsUp(DB.database());
    }
}
