package dev.tideline.engine.ledger.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.database.connection.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * 3,000 claims by a process that is killed 3 times; the next one asks again for what the last may have been at.
 * {@code -Dledger.claims=100000 -Dledger.kills=20} makes it 100,000 and 20.
 */
class KilledClaimsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int CLAIMS = Integer.getInteger("ledger.claims", 3_000);
    private static final int KILLS = Integer.getInteger("ledger.kills", 3);

    /** More than threads can have begun and not ended. */
    private static final long UNCERTAIN = 1_000;

    @Test
    void killsOfTheClaimingProcessLoseNothingAndDoubleNothing() throws Exception {
        Random random = new Random(20);
        long from = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            long until = (long) CLAIMS * kill / (KILLS + 1) + random.nextInt(Math.max(1, CLAIMS / KILLS / 4));
            from = Math.max(0, killedAt(from, until) - UNCERTAIN);
        }
        Process last = node(from);
        assertThat(last.inputReader(StandardCharsets.UTF_8).lines().reduce((one, other) -> other))
                .hasValue("done");
        assertThat(last.waitFor()).isZero();
        long grants = DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT count(*) AS n FROM ledger_grant")
                        .one(row -> row.number("n")));
        assertThat(grants).isGreaterThan(CLAIMS / 4L);
        Quiescence.addsUp(DB.database());
    }

    /** Starts a process and kills it as soon as it says that it has come so far; returns how far it was. */
    private static long killedAt(long from, long until) throws IOException, InterruptedException {
        Process node = node(from);
        long at = from;
        try (BufferedReader lines = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); at < until; line = lines.readLine()) {
                assertThat(line)
                        .as("a process that was not killed yet says where it is")
                        .isNotNull();
                at = line.startsWith("at ") ? Math.max(at, Long.parseLong(line.substring(3))) : at;
            }
            node.destroyForcibly();
        }
        assertThat(node.waitFor()).as("killed").isNotZero();
        return at;
    }

    private static Process node(long from) throws IOException {
        DatabaseSettings settings = DB.settings();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClaimingNode.class.getName(),
                        settings.host(),
                        String.valueOf(settings.port()),
                        settings.database(),
                        settings.user(),
                        String.valueOf(CLAIMS),
                        String.valueOf(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
