package dev.tideline.api.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * {@code :preview} and a reserving {@code :decide} against a bare WebFlux route with one indexed R2DBC select of the same
 * user's row, under the same connections, in the same run; see docs/benchmarks.md. A fallback is a failure.
 */
class PullBenchmark {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final int CONNECTIONS = Integer.getInteger("tideline.connections", 64);
    private static final int ROUNDS = Integer.getInteger("tideline.rounds", 3);
    private static final int REQUESTS = Integer.getInteger("tideline.requests", 8_000);
    /** A round counts once the one before it left the compiler at rest for nine tenths of its time, or after so many. */
    private static final double RESTING = 0.1;

    private static final int MOST_WARM_UPS = Integer.getInteger("tideline.warmups", 8);
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final String SCREEN = "{\"placement\":\"timely\"}";

    @Test
    void pullsKeepUpWithABareRoute() throws Exception {
        roomForAll();
        try (BareRoute bare = new BareRoute(SERVER.database())) {
            Load route = new Load(bare.port(), CONNECTIONS);
            Load server = new Load(SERVER.port(), CONNECTIONS);
            double compiling = 1;
            for (int warmUp = 1; compiling > RESTING && warmUp <= MOST_WARM_UPS; warmUp++) {
                compiling = run("warm-up " + warmUp, "warm" + warmUp, route, server);
            }
            for (int round = 1; round <= ROUNDS; round++) {
                run("round " + round, "bench" + round, route, server);
            }
        }
        assertThat(SERVER.number("SELECT count(*) AS n FROM ledger_difference")).isZero();
    }

    /** The three of a round over users of its own; returns the share of the time in which the compiler worked. */
    private double run(String name, String prefix, Load route, Load server) throws Exception {
        IntFunction<String> user = Sleepers.on(SERVER, prefix, REQUESTS)::offered;
        long start = System.nanoTime();
        long compiled = COMPILER.getTotalCompilationTime();
        Load.Round plain = route.run(REQUESTS, number -> get("/users/" + user.apply(number)), this::isOk);
        System.out.println(name + " bare " + plain);
        Load.Round preview = server.run(REQUESTS, number -> post(user.apply(number), "preview"), this::isOffer);
        System.out.println(name + " preview " + against(preview, plain));
        Load.Round decide = server.run(REQUESTS, number -> post(user.apply(number), "decide"), this::isOffer);
        System.out.println(name + " decide " + against(decide, plain));
        double compiling =
                (COMPILER.getTotalCompilationTime() - compiled) * 1e6 / Math.max(1, System.nanoTime() - start);
        System.out.println(
                String.format(Locale.ROOT, "%s: the compiler worked for %.0f %% of it", name, compiling * 100));
        return compiling;
    }

    private static void roomForAll() {
        Money total = Assets.shipped().require("USDT").of("1000000000");
        new CommittingLedger(SERVER.database())
                .open(BudgetId.campaign(Sleepers.PLAYBOOK), Limits.total(total), Instant.now());
    }

    private static String against(Load.Round one, Load.Round plain) {
        return String.format(
                Locale.ROOT,
                "%s; throughput %.2f, p99 %.1f of the bare route's",
                one,
                one.rate() / plain.rate(),
                one.millis(0.99) / plain.millis(0.99));
    }

    private boolean isOk(String answer) {
        return answer.startsWith("HTTP/1.1 200");
    }

    private boolean isOffer(String answer) {
        return isOk(answer) && answer.contains("\"status\":\"OFFERED\"");
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String post(String user, String verb) {
        return "POST /v1/users/" + user + "/decisions:" + verb
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + SERVER.key(Role.PRODUCT) + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
                + UUID.randomUUID()
                + "\r\nContent-Length: " + SCREEN.length() + "\r\n\r\n" + SCREEN;
    }
}
