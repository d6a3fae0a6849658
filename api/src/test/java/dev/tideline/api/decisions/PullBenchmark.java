package dev.tideline.api.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.offer.OfferBudgets;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
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
    private static final String SCREEN = "{\"placement\":\"timely\"}";

    @Test
    void pullsKeepUpWithABareRoute() throws Exception {
        roomForAll();
        try (BareRoute bare = new BareRoute(SERVER.database())) {
            Load route = new Load(bare.port(), CONNECTIONS);
            Load server = new Load(SERVER.port(), CONNECTIONS);
            for (int round = 0; round <= ROUNDS; round++) {
                IntFunction<String> user = Sleepers.on(SERVER, "bench" + round, REQUESTS)::offered;
                Load.Round plain = route.run(REQUESTS, number -> get("/users/" + user.apply(number)), this::isOk);
                Load.Round preview =
                        server.run(REQUESTS, number -> post(user.apply(number), "preview"), answer -> isOffer(answer));
                Load.Round decide =
                        server.run(REQUESTS, number -> post(user.apply(number), "decide"), answer -> isOffer(answer));
                print(round == 0 ? "warm-up" : "round " + round, plain, preview, decide);
            }
        }
        assertThat(SERVER.number("SELECT count(*) AS n FROM ledger_difference")).isZero();
    }

    private static void roomForAll() {
        Money total = Assets.shipped().require("USDT").of("1000000000");
        new CommittingLedger(SERVER.database())
                .open(OfferBudgets.id(Sleepers.PLAYBOOK), Limits.total(total), Instant.now());
    }

    private static void print(String round, Load.Round plain, Load.Round preview, Load.Round decide) {
        System.out.println(round + " bare " + plain);
        System.out.println(round + " preview " + against(preview, plain));
        System.out.println(round + " decide " + against(decide, plain));
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
