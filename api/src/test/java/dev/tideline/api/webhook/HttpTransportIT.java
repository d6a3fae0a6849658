package dev.tideline.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tideline.engine.delivery.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.http.client.InetAddressFilter;

class HttpTransportIT {

    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> answerHeaders = Collections.synchronizedMap(new java.util.HashMap<>());
    private HttpServer receiver;
    private int status = 204;
    private boolean endless;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answerHeaders.forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(status, endless ? 0 : -1);
            while (endless) {
                exchange.getResponseBody().write(new byte[8_192]);
            }
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void deliversTheBodyByteForByte() {
        assertThat(send(InetAddressFilter.all(), "{\"name\":\"café\"}")).isInstanceOf(Answer.Accepted.class);
        assertThat(bodies).containsExactly("{\"name\":\"café\"}");
    }

    @Test
    void tellsTheReceiversPauseAndItsEnd() {
        status = 503;
        answerHeaders.put("Retry-After", "120");
        assertThat(send(InetAddressFilter.all(), "{}")).isEqualTo(new Answer.Failed("HTTP 503", Duration.ofMinutes(2)));
        status = 410;
        assertThat(send(InetAddressFilter.all(), "{}")).isInstanceOf(Answer.Gone.class);
    }

    @Test
    void doesNotReadAnAnswerThatNeverEnds() {
        endless = true;
        status = 200;
        assertThat(send(InetAddressFilter.all(), "{}")).isInstanceOf(Answer.Accepted.class);
        status = 410;
        assertThat(send(InetAddressFilter.all(), "{}")).isInstanceOf(Answer.Gone.class);
    }

    @Test
    void doesNotFollowARedirect() {
        status = 302;
        answerHeaders.put(
                "Location", "http://localhost:" + receiver.getAddress().getPort() + "/other");
        assertThat(send(InetAddressFilter.all(), "{}")).isEqualTo(new Answer.Failed("HTTP 302", null));
        assertThat(bodies).hasSize(1);
    }

    @Test
    void neverConnectsToAnInnerAddress() {
        assertThat(send(Reachable.external(), "{}")).isInstanceOf(Answer.Failed.class);
        assertThat(bodies).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/hook",
                "https://127.0.0.1/hook",
                "https://[::1]/hook",
                "https://[::ffff:10.0.0.1]/hook",
                "https://169.254.169.254/latest",
                "https://0x7f000001/hook",
                "https://2130706433/hook",
                "https://user@example.com/hook",
                "https://example.com:22/hook",
                "ftp://example.com/"
            })
    void refusesAddressesThatAreNotPlainlyOutside(String url) {
        assertThatThrownBy(() -> Reachable.checked(url, false, "TIDELINE_WEBHOOK"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesAnOutsideAddressAndWhatTheOperatorAllows() {
        assertThat(Reachable.checked("https://hooks.example.com/tideline", false, "TIDELINE_WEBHOOK")
                        .getHost())
                .isEqualTo("hooks.example.com");
        assertThat(Reachable.checked("http://127.0.0.1:9000/", true, "TIDELINE_WEBHOOK")
                        .getPort())
                .isEqualTo(9000);
    }

    private Answer send(InetAddressFilter reachable, String body) {
        URI address = URI.create("http://localhost:" + receiver.getAddress().getPort() + "/hook");
        return new HttpTransport(address, reachable)
                .send(Map.of("webhook-id", "msg_1"), body)
                .block(Duration.ofSeconds(20));
    }
}
