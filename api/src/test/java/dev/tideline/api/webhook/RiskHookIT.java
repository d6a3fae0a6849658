package dev.tideline.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.risk.RiskQuestion;
import dev.tideline.engine.risk.Verdict;
import dev.tideline.rules.money.Assets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.http.client.InetAddressFilter;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a question to a real service, and of everything that goes wrong on the way. */
class RiskHookIT {

    private static final String SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("twenty-four bytes or more".getBytes(StandardCharsets.US_ASCII));
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final RiskQuestion QUESTION = new RiskQuestion(
            "u-1",
            "home-banner",
            List.of(new RiskQuestion.Wanted(
                    "dormant-30-funded",
                    "dormant-30-funded/offer-voucher",
                    "fee-voucher-10@1",
                    Assets.shipped().require("USDT").of("10"))));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<HttpHeaders> headers = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch silent = new CountDownLatch(1);
    private HttpServer service;
    private int status = 200;
    private String answer = "{\"verdict\":\"allow\",\"code\":\"ok\"}";
    private boolean mute;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(threads);
        service.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            headers.add(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true));
            if (mute) {
                wait(silent);
            }
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        silent.countDown();
        service.stop(0);
        threads.shutdownNow();
    }

    private Verdict ask(InetAddressFilter reachable, Duration deadline) {
        URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/risk");
        RiskHook hook = new RiskHook(
                new HttpTransport(address, reachable, deadline),
                new WebhookSigner(SECRET),
                deadline,
                Clock.systemUTC());
        return Objects.requireNonNull(hook.ask(QUESTION).block(PATIENT.plusSeconds(5)));
    }

    private Verdict ask() {
        return ask(InetAddressFilter.all(), PATIENT);
    }

    @Test
    void asksSignedByIdsAndAmountsAlone() {
        assertThat(ask()).isEqualTo(Verdict.given(Verdict.Kind.ALLOW, "ok"));
        assertThat(header("webhook-signature"))
                .isEqualTo(new WebhookSigner(SECRET)
                        .headers(
                                header("webhook-id"),
                                Instant.ofEpochSecond(Long.parseLong(header("webhook-timestamp"))),
                                bodies.get(0))
                        .get("webhook-signature"));
        assertThat(JsonMapper.shared().readTree(bodies.get(0)).path("data").toString())
                .isEqualTo(
                        "{\"user_id\":\"u-1\",\"placement\":\"home-banner\",\"wanted\":[{\"playbook\":\"dormant-30-funded\","
                                + "\"rule\":\"dormant-30-funded/offer-voucher\",\"incentive\":\"fee-voucher-10@1\","
                                + "\"face_value\":{\"amount\":\"10\",\"asset\":\"USDT\"}}]}");
    }

    private String header(String name) {
        return headers.get(0).firstValue(name).orElseThrow();
    }

    @Test
    void takesHoldAndDeny() {
        answer = "{\"verdict\":\"hold\"}";
        assertThat(ask()).isEqualTo(Verdict.given(Verdict.Kind.HOLD, ""));
        answer = "{\"verdict\":\"deny\"}";
        assertThat(ask()).isEqualTo(Verdict.given(Verdict.Kind.DENY, ""));
    }

    @Test
    void everyOtherStatusIsADenialWhateverTheBodySays() {
        for (int other : List.of(302, 400, 401, 404, 410, 429, 500, 503)) {
            status = other;
            assertThat(ask()).as("%d", other).isEqualTo(Verdict.UNREACHABLE);
        }
    }

    @Test
    void anEmptyAForeignAndAHugeAnswerAreDenials() {
        for (String wrong : List.of("", "OK", "{\"verdict\":\"allow\",\"pad\":\"" + "x".repeat(200_000) + "\"}")) {
            answer = wrong;
            assertThat(ask()).isEqualTo(Verdict.MALFORMED);
        }
    }

    @Test
    void silenceIsADenialAtTheDeadline() {
        mute = true;
        long begun = System.nanoTime();
        assertThat(ask(InetAddressFilter.all(), Duration.ofMillis(200)).kind()).isEqualTo(Verdict.Kind.DENY);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aServiceThatIsGoneOrInsideTheNetworkIsADenial() {
        assertThat(ask(Reachable.external(), PATIENT)).isEqualTo(Verdict.UNREACHABLE);
        assertThat(bodies).isEmpty();
        service.stop(0);
        assertThat(ask()).isEqualTo(Verdict.UNREACHABLE);
    }
}
