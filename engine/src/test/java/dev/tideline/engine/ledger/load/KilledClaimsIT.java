package dev.tideline.engine.ledger.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * 3,000 claims by a process that is killed 3 times; the next one asks again for what the last may have been at.
 * {@code -Dledger.claims=100000 -Dledger.kills=20} makes it 100,000 and 20.
 */
class KilledClaimsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int CLAIMS = Integer.getInteger("ledger.claims", 3_000);
    private static final int KILLS = Integer.getInteger("ledger.kills", 3);

    /** A process that is to be killed goes on until it is, however late the killer comes. */
    private static final long ENDLESS = Long.MAX_VALUE;

    /** More than threads can have begun and not ended. */
    private static final long UNCERTAIN = 1_000;

    @TempDir
    Path errors;

    @Test
    void killsOfTheClaimingProcessLoseNothingAndDoubleNothing() throws Exception {
        Random random = new Random(20);
        long from = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            long until = (long) CLAIMS * kill / (KILLS + 1) + random.nextInt(Math.max(1, CLAIMS / KILLS / 4));
            from = Math.max(0, killedAt(from, until) - UNCERTAIN);
        }
        try (ClaimingProcess last = node(from, CLAIMS)) {
            last.awaitEnd();
        }
        long grants = DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT count(*) AS n FROM ledger_grant")
                        .one(row -> row.number("n")));
        assertThat(grants).isGreaterThan(CLAIMS / 4L);
        Quiescence.addsUp(DB.database());
    }

    /** Starts a process and kills it as soon as it says that it has come so far; returns how far it was. */
    private long killedAt(long from, long until) throws IOException, InterruptedException {
        try (ClaimingProcess node = node(from, ENDLESS)) {
            return node.killOnceAt(until);
        }
    }

    private ClaimingProcess node(long from, long until) throws IOException {
        return ClaimingProcess.start(errors, DB.settings(), CLAIMS, from, until);
    }
}
