package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.TidelineApplication;
import dev.tideline.api.server.StartStep;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Between the first answer of the port and the rulebook, a server says that it is starting, and nothing breaks. */
@ExtendWith(OutputCaptureExtension.class)
class StartingIT {

    private static final String DECIDE = "/v1/users/u-1/decisions:decide";
    private static final String FLAG = "/ofrep/v1/evaluate/flags/home-banner";
    private static final List<String> NEED_RULES = List.of(
            "GET /v1/playbooks",
            "GET /v1/users/u-1/explain?playbook=kyc-nudge",
            "POST /v1/playbooks/kyc-nudge:resume",
            "POST /v1/sweeps",
            "POST /v1/users/u-1/decisions:preview",
            "POST " + DECIDE,
            "POST " + FLAG);

    @TempDir
    private static Path home;

    /** Calls the server while it has not loaded the rulebook. */
    @Order(15)
    static final class Early implements StartStep {

        private final Map<String, HttpResponse<String>> answers = new LinkedHashMap<>();
        private final Environment environment;

        Early(Environment environment) {
            this.environment = environment;
        }

        @Override
        public String title() {
            return "Called early";
        }

        @Override
        public void run() {
            call("POST /v1/events");
            call("GET /health/ready");
            call("GET /metrics");
            NEED_RULES.forEach(this::call);
        }

        private void call(String line) {
            answers.put(line, answer(environment, line));
        }
    }

    private static HttpResponse<String> answer(Environment environment, String line) {
        String[] words = line.split(" ", 2);
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + words[1]))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + TestServer.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "the-first-call")
                .method(words[0], HttpRequest.BodyPublishers.ofString(body(words[1])))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private static String body(String path) {
        return switch (path) {
            case "/v1/events" -> """
                {"event_id": "00000000-0000-4000-8000-000000000001", "type": "user.registered", "user_id": "u-1",
                 "occurred_at": "2026-01-01T00:00:00Z", "source": "test", "schema_version": 1, "payload": {}}""";
            case FLAG -> "{\"context\": {\"targetingKey\": \"u-1\"}}";
            default -> path.contains("/users/") ? "{\"placement\": \"home-banner\"}" : "{}";
        };
    }

    @Test
    void whatNeedsTheRulebookIsToldToComeAgain(CapturedOutput output) {
        try (ConfigurableApplicationContext server = new SpringApplicationBuilder(
                        TidelineApplication.class, Early.class)
                .run(
                        "--server.port=0",
                        "--tideline.demo=off",
                        "--tideline.home=" + home,
                        "--tideline.placements=src/test/resources/placements.yaml",
                        "--tideline.admin-key=" + TestServer.ADMIN_KEY)) {
            Map<String, HttpResponse<String>> answers = server.getBean(Early.class).answers;
            assertThat(answers.get("POST /v1/events").statusCode())
                    .as(answers.get("POST /v1/events").body())
                    .isEqualTo(200);
            assertThat(answers.get("GET /metrics").body()).contains("tideline_rulebook_epoch NaN");
            assertThat(answers.get("GET /health/ready").statusCode()).isEqualTo(503);
            for (String line : NEED_RULES) {
                HttpResponse<String> answer = answers.get(line);
                assertThat(answer.statusCode()).as(line + ": " + answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).as(line).hasValue("5");
                assertThat(answer.body()).as(line).contains("The server is starting");
            }
            assertThat(JsonMapper.shared()
                            .readTree(answers.get("POST " + DECIDE).body())
                            .get("type")
                            .asString())
                    .isEqualTo("urn:tideline:problem:unavailable");
            assertThat(output.getAll()).doesNotContain("\tat ", "ERROR");
            HttpResponse<String> again = answer(server.getEnvironment(), "POST " + DECIDE);
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(answer(server.getEnvironment(), "GET /health/ready").statusCode())
                    .isEqualTo(200);
        }
    }
}
