package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.TidelineApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** While PostgreSQL is away every call is told so as a problem. */
class DatabaseAwayIT {

    @TempDir
    private static Path home;

    private static HttpResponse<String> call(String address, String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + TestServer.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void readsAndWritesAreToldThatTheServiceIsUnavailable() throws Exception {
        try (ConfigurableApplicationContext server = new SpringApplicationBuilder(TidelineApplication.class)
                .run(
                        "--server.port=0",
                        "--tideline.demo=off",
                        "--tideline.home=" + home,
                        "--tideline.admin-key=" + TestServer.ADMIN_KEY)) {
            String base = "http://127.0.0.1:" + server.getEnvironment().getRequiredProperty("local.server.port");
            assertThat(call(base + "/v1/keys", "GET").statusCode()).isEqualTo(200);
            // one that is killed is started again; one that is closed stays away
            server.getBean("embeddedDatabase", AutoCloseable.class).close();
            for (String method : new String[] {"GET", "POST"}) {
                HttpResponse<String> answer = call(base + "/v1/sweeps", method);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
                JsonNode problem = JsonMapper.shared().readTree(answer.body());
                assertThat(problem.get("type").asString()).isEqualTo("urn:tideline:problem:unavailable");
                assertThat(problem.get("detail").asString()).startsWith("The database cannot be reached");
                assertThat(problem.get("request_id").asString()).isNotBlank();
            }
        }
    }
}
