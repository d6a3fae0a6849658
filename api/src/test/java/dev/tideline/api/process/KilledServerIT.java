package dev.tideline.api.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged server under claims over HTTP, killed twice with SIGKILL; callers ask again under their keys.
 * {@code -Dserver.claims=130000 -Dserver.kills=20 -Dserver.budgets=64} makes it 130,000 decisions, of which some 100,000 claim,
 * 20 kills and 64 budgets beside the hot one.
 */
class KilledServerIT {

    private static final Path JAR = Path.of("target", "tideline.jar").toAbsolutePath();
    private static final String KEY = "a-key-that-the-operator-chose";
    private static final int CLAIMS = Integer.getInteger("server.claims", 400);
    private static final int KILLS = Integer.getInteger("server.kills", 2);
    private static final int IMPORTED_AT_ONCE = 5_000;
    private static final int A_FEW = 500;

    /** Users that come when all is quiet: some of each band, of whom one in twenty is held out. */
    private static final int LATER = 12 * Market.BANDS;

    private final Market market = new Market(CLAIMS / Market.BANDS * Market.FACE / 2);
    private final Caller caller = new Caller(KEY);

    @TempDir
    Path home;

    @Test
    void killsLoseNothingDoubleNothingAndOverspendNothing() throws Exception {
        Map<String, String> settings = new HashMap<>(market.settings(home));
        settings.put("TIDELINE_ADMIN_KEY", KEY);
        Customers customers = new Customers(caller, market, CLAIMS);
        ServerProcess server = start(settings);
        try {
            open();
            customers.start();
            Random random = new Random(20);
            for (int kill = 1; kill <= KILLS; kill++) {
                int until = CLAIMS * kill / (KILLS + 1) - random.nextInt(CLAIMS / KILLS / 4);
                serve(server, customers, until);
                server.kill();
                server = start(settings);
            }
            serve(server, customers, CLAIMS);
            customers.awaitAll();
            System.out.println(customers + ", grants reserved " + server.number("SELECT count(*) FROM ledger_grant"));
            check(server, customers);
            stops(server);
        } finally {
            customers.stop();
            server.close();
        }
    }

    /** Waits until so many have been served, however long that takes while some are. */
    private static void serve(ServerProcess server, Customers customers, int until) throws Exception {
        for (int next = 0; next < until; next += A_FEW) {
            int some = Math.min(until, next + A_FEW);
            server.await("served " + some, () -> customers.served(some));
        }
        System.out.printf("served %,d of %,d%n", until, CLAIMS);
    }

    private ServerProcess start(Map<String, String> settings) throws Exception {
        ServerProcess server = ServerProcess.start(JAR, home.resolve("home"), settings);
        String address = server.address();
        try (Connection connection = server.connection();
                Statement statement = connection.createStatement()) {
            // what the dead server was at is free again after two minutes, which nobody has to wait for here
            statement.execute(
                    "UPDATE idempotent_call SET begun_at = begun_at - interval '2 minutes' WHERE status IS NULL");
        }
        caller.at(address);
        return server;
    }

    /** Lets the market's playbooks alone act, and brings the users. */
    private void open() {
        caller.get("/v1/playbooks").json().path("items").forEach(playbook -> {
            String key = playbook.path("key").asString();
            if (!key.startsWith(Market.PREFIX)) {
                Caller.Answer paused =
                        caller.post("/v1/playbooks/" + key + ":pause", "application/json", "{\"reason\":\"a test\"}");
                assertThat(paused.ok()).as("%s", paused).isTrue();
            }
        });
        int all = CLAIMS + LATER;
        for (int from = 0; from < all; from += IMPORTED_AT_ONCE) {
            int until = Math.min(all, from + IMPORTED_AT_ONCE);
            assertThat(caller.post("/v1/users:import", "application/x-ndjson", Market.users(from, until))
                            .ok())
                    .isTrue();
            assertThat(caller.post("/v1/events", "application/x-ndjson", Market.events(from, until))
                            .ok())
                    .isTrue();
        }
    }

    private void check(ServerProcess server, Customers customers) throws Exception {
        server.awaitSome(
                "SELECT 1 - sign(count(*)) FROM offer WHERE placement = 'flash' AND state IN ('OPEN', 'SEEN')");
        assertThat(customers.answers("OFFERED"))
                .as(() -> customers + ", such as "
                        + caller.get("/v1/users/u-0/explain?playbook=" + Market.playbook(0))
                                .body())
                .isGreaterThan(CLAIMS / 4);
        assertThat(customers.answers("NOTHING [BUDGET_EXHAUSTED]"))
                .as("%s", customers)
                .isPositive();
        Books books = new Books(server);
        books.addUp(market);
        takesWhatThereIsRoomFor();
        books.addUp(new Market(Integer.MAX_VALUE / Market.BANDS / 3));
        books.grantOnce();
        books.tellOnce();
        books.hold(customers.states());
        // a server that has just begun may be late once
        assertThat(customers.answers("FALLBACK")).as("%s", customers).isLessThanOrEqualTo(KILLS);
    }

    /** With nobody else about, each budget takes exactly as many as it has room for. */
    private void takesWhatThereIsRoomFor() {
        limit(Market.HOT, 3 * Market.BANDS);
        for (int band = 0; band < Market.BANDS; band++) {
            limit(Market.budget(band), 3);
            int offered = 0;
            int first = CLAIMS + Math.floorMod(band - CLAIMS, Market.BANDS);
            for (int number = first; number < CLAIMS + LATER; number += Market.BANDS) {
                String path = "/v1/users/" + Market.user(number) + "/decisions:decide";
                Caller.Answer answer = caller.move(path, "{\"placement\":\"till\"}", "later-" + number);
                offered += answer.json().path("offers").size();
            }
            assertThat(offered).as("offered in band %s", band).isEqualTo(3);
        }
        assertThat(caller.get("/v1/budgets/" + Market.HOT)
                        .json()
                        .at("/left/amount")
                        .asString())
                .isEqualTo("0");
    }

    /** Leaves room for so many vouchers. */
    private void limit(String budget, int vouchers) {
        Caller.Answer now = caller.get("/v1/budgets/" + budget);
        int spent = Integer.parseInt(now.json().at("/spent/amount").asString());
        Caller.Answer done =
                caller.put("/v1/budgets/" + budget, Customers.total(spent + vouchers * Market.FACE), now.revision());
        assertThat(done.ok()).as("%s", done).isTrue();
    }

    /** Asked to stop in the middle of a call it answers that call, and ends within ten seconds. */
    private void stops(ServerProcess server) throws Exception {
        CompletableFuture<Caller.Answer> call;
        try (Connection connection = server.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE source_watermark IN ACCESS EXCLUSIVE MODE"); // which every pull reads
            call = CompletableFuture.supplyAsync(() -> caller.move(
                    "/v1/users/" + Market.user(0) + "/decisions:decide", "{\"placement\":\"till\"}", "last"));
            server.awaitSome("SELECT count(*) FROM pg_locks WHERE NOT granted");
            server.terminate();
            connection.commit();
        }
        assertThat(call.get(10, TimeUnit.SECONDS).ok()).isTrue();
        assertThat(server.exitCode(Duration.ofSeconds(12))).as(server.output()).isIn(0, 143);
    }
}
