package dev.tideline.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.fulfilment.PayoutRelay;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Asset;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.http.client.InetAddressFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A wallet that listens on this machine, and everything that can go wrong with it. */
class WalletIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Asset USDT = new Asset("USDT", 6);
    private static final BudgetId CAMPAIGN = new BudgetId(BudgetId.Kind.CAMPAIGN, "wallet-it");
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /** What the wallet does with a request. */
    private interface Behaviour {
        void answer(HttpExchange exchange, JsonNode told) throws IOException;
    }

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private Behaviour behaviour = WalletIT::acknowledge;
    private HttpServer wallet;

    @BeforeEach
    void start() throws IOException {
        SERVER.database().doInTransaction(t -> t.execute("DELETE FROM payout"));
        wallet = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wallet.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
            behaviour.answer(exchange, JsonMapper.shared().readTree(body));
            exchange.close();
        });
        wallet.setExecutor(threads);
        wallet.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        wallet.stop(0);
        threads.shutdownNow();
    }

    @Test
    void theGrantIsPaidByTheAnswerThatNamesItsKey() {
        String id = payable("w|answer");
        assertThat(state(id)).isEqualTo("PAYABLE");
        relay().sendBatch();
        assertThat(state(id)).isEqualTo("PAID");
        assertThat(SERVER.get("/v1/grants/" + id).at("/payout/state").asString())
                .isEqualTo("ACKNOWLEDGED");
        HttpResponse<String> found = SERVER.send(SERVER.request("/v1/grants?key=w%7Canswer", SERVER.key(Role.PRODUCT)));
        assertThat(JsonMapper.shared().readTree(found.body()).at("/items/0/id").asString())
                .isEqualTo(id);
        assertThat(SERVER.send(SERVER.request("/v1/grants?key=nobody-has", SERVER.key(Role.PRODUCT)))
                        .body())
                .contains("\"items\":[]");
    }

    @Test
    void silenceErrorsAndCutLinesLeaveItPayableAndTheSameRequestComesAgain() {
        String id = payable("w|trouble");
        List<Behaviour> troubles = List.of(
                (exchange, told) -> exchange.sendResponseHeaders(500, -1),
                (exchange, told) -> exchange.sendResponseHeaders(302, -1),
                (exchange, told) -> await(),
                (exchange, told) -> {
                    exchange.sendResponseHeaders(200, 100_000);
                    exchange.getResponseBody().write("{\"acknowledged\": \"w|tr".getBytes(StandardCharsets.UTF_8));
                },
                (exchange, told) -> exchange.sendResponseHeaders(204, -1));
        for (Behaviour trouble : troubles) {
            behaviour = trouble;
            assertThat(relay().sendBatch()).isEqualTo(1);
            assertThat(state(id)).isEqualTo("PAYABLE");
            SERVER.database().doInTransaction(t -> t.execute("UPDATE payout SET next_attempt_at = now()"));
        }
        behaviour = WalletIT::acknowledge;
        relay().sendBatch();
        assertThat(state(id)).isEqualTo("PAID");
        assertThat(requests).hasSize(troubles.size() + 1).containsOnly(requests.get(0));
    }

    @Test
    void nothingIsLostToAWalletThatIsGone() {
        String id = payable("w|gone");
        behaviour = (exchange, told) -> exchange.sendResponseHeaders(410, -1);
        relay().sendBatch();
        assertThat(relay().sendBatch()).isZero();
        assertThat(state(id)).isEqualTo("PAYABLE");
        assertThat(SERVER.send(SERVER.request("/v1/grants?state=payable", SERVER.key(Role.FINANCE)))
                        .body())
                .contains("w|gone", "410 Gone");
    }

    @Test
    void theWalletMayAcknowledgeLaterAndTwiceWithItsOwnKey() {
        String id = payable("w|later");
        behaviour = (exchange, told) -> exchange.sendResponseHeaders(202, -1);
        relay().sendBatch();
        assertThat(state(id)).isEqualTo("PAYABLE");
        assertThat(post("/v1/grants/" + id + ":acknowledge", Role.WALLET, "").statusCode())
                .isEqualTo(200);
        HttpResponse<String> again = post("/v1/grants/" + id + ":acknowledge", Role.WALLET, "");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("\"state\":\"PAID\"");
        assertThat(post("/v1/grants/999999999:acknowledge", Role.WALLET, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void financeTakesBackAPartAndThenTheRest() {
        String id = payable("w|back");
        relay().sendBatch();
        assertThat(post("/v1/grants/" + id + ":claw-back", Role.FINANCE, "{\"amount\":\"2.5\"}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> tooMuch =
                post("/v1/grants/" + id + ":claw-back", Role.FINANCE, "{\"amount\":\"7.500001\"}");
        assertThat(tooMuch.statusCode()).isEqualTo(422);
        assertThat(tooMuch.body()).contains("at most 7.5 USDT");
        assertThat(post("/v1/grants/" + id + ":claw-back", Role.FINANCE, "{\"amount\":\"2.0000001\"}")
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> rest = post("/v1/grants/" + id + ":claw-back", Role.FINANCE, "");
        assertThat(rest.body()).contains("CLAWED_BACK", "\"taken_back\":{\"amount\":\"10\"");
        relay().sendBatch();
        assertThat(requests.subList(1, 3))
                .allSatisfy(request -> assertThat(request).contains("grant.taken_back"));
    }

    @Test
    void aPersonReleasesAHeldGrantAndItIsPosted() {
        String id = String.valueOf(claim("w|held", Breakers.perGrant(USDT.of("1"))));
        assertThat(SERVER.send(SERVER.request("/v1/grants?state=held", SERVER.key(Role.FINANCE)))
                        .body())
                .contains("w|held");
        HttpResponse<String> early = post("/v1/grants/" + id + ":post", Role.PRODUCT, "");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("\"state\":\"HELD\"", "\"possible\":[\"release\",\"void\"]");
        Map.of(":release", Role.FINANCE, ":void", Role.FINANCE, ":acknowledge", Role.WALLET)
                .forEach((call, role) -> assertThat(post("/v1/grants/" + id + call, role, "{\"amount\":\"1\"}")
                                .statusCode())
                        .as(call)
                        .isEqualTo(400));
        assertThat(post("/v1/grants/" + id + ":release", Role.FINANCE, "").body())
                .contains("RESERVED");
        assertThat(post("/v1/grants/" + id + ":post", Role.PRODUCT, "").body()).contains("PAYABLE");
        assertThat(SERVER.number("SELECT count(*) AS n FROM ledger_difference")).isZero();
    }

    private static void acknowledge(HttpExchange exchange, JsonNode told) throws IOException {
        byte[] answer = JsonMapper.shared()
                .createObjectNode()
                .put("acknowledged", told.at("/data/idempotency_key").asString())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PayoutRelay relay() {
        URI address = URI.create("http://localhost:" + wallet.getAddress().getPort() + "/grants");
        return new PayoutRelay(
                SERVER.database(),
                address.toString(),
                new WebhookSigner("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                new HttpTransport(address, InetAddressFilter.all(), PATIENCE),
                Incentives.shipped(),
                SERVER.bean(GrantGates.class),
                Clock.systemUTC());
    }

    private static HttpResponse<String> post(String path, Role role, String body) {
        return SERVER.send(SERVER.request(path, SERVER.key(role))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static String state(String id) {
        return SERVER.get("/v1/grants/" + id).get("state").asString();
    }

    private static String payable(String key) {
        long id = claim(key, Breakers.off(USDT));
        ledger().move(new GrantId(id), Step.POST, Instant.now());
        return String.valueOf(id);
    }

    private static long claim(String key, Breakers breakers) {
        Instant now = Instant.now();
        Claim claim = new Claim(
                new GrantKey(key),
                "wallet-test@1",
                Cost.of(USDT.of("10")),
                List.of(new Charge(CAMPAIGN, Limits.total(USDT.of("1000")))),
                breakers,
                false,
                now.plus(Duration.ofDays(1)));
        ClaimResult result = ledger().claim(claim, now);
        return result instanceof ClaimResult.Held held
                ? held.id().number()
                : ((ClaimResult.Claimed) result).id().number();
    }

    private static Ledger ledger() {
        return new CommittingLedger(SERVER.database());
    }
}
