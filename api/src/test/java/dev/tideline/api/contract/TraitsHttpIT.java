package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.TidelineApplication;
import dev.tideline.engine.sources.FieldSources;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What keeps an operator's own field from being declared. */
class TraitsHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();

    private static HttpResponse<String> put(String key, String body) {
        return send(SERVER.request("/v1/traits/" + key, TestServer.ADMIN_KEY), body);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String body) {
        return SERVER.send(
                request.header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Pointer, value and expectation of every mistake. */
    private static String[] mistakes(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        JsonNode problems = JSON.readTree(answer.body()).get("problems");
        return StreamSupport.stream(problems.spliterator(), false)
                .map(problem -> problem.get("pointer").asString() + " "
                        + problem.get("value").asString() + ": "
                        + problem.get("expected").asString())
                .toArray(String[]::new);
    }

    @Test
    void aKeyThatAFieldOrTraitHasInEitherSpellingIsRefused() {
        String taken = "Two fields are named '%s'. Try another trait key.";
        assertThat(mistakes(put("total_asset", "{\"type\":\"AMOUNT\"}")))
                .containsExactly("/key total_asset: a key of its own. " + taken.formatted("totalAsset"));
        assertThat(mistakes(put("trade_count7d", "{\"type\":\"WHOLE\"}")))
                .containsExactly("/key trade_count7d: a key of its own. " + taken.formatted("tradeCount7d"));
        assertThat(put("level_2", "{\"type\":\"WHOLE\"}").statusCode()).isEqualTo(200);
        assertThat(mistakes(put("level2", "{\"type\":\"WHOLE\"}")))
                .containsExactly("/key level2: a key of its own. " + taken.formatted("level2"));
        assertThat(put("level_2", "{\"type\":\"TEXT\"}").statusCode()).isEqualTo(409);
        assertThat(put("level_2", "{\"type\":\"WHOLE\",\"unit\":\"level\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aReloadNamesTheTraitsThatWaitForTheNextStart() {
        assertThat(put("reload_mood", "{\"type\":\"TEXT\"}").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = SERVER.send(
                SERVER.request("/v1/playbooks:reload", TestServer.ADMIN_KEY).POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("waiting_traits").toString())
                .contains("\"reload_mood\"");
    }

    @Test
    void allMistakesOfARequestAreToldTogether() {
        assertThat(mistakes(put("total_asset", "{\"type\":\"WHOL\"}")))
                .containsExactly(
                        "/type WHOL: a type; did you mean `WHOLE`?",
                        "/key total_asset: a key of its own. Two fields are named 'totalAsset'. Try another trait key.");
        assertThat(mistakes(put("Upper", "{}")))
                .hasSize(2)
                .anyMatch(mistake -> mistake.startsWith("/type : a type; one of `WHOLE`"))
                .anyMatch(mistake -> mistake.startsWith("/key Upper: "));
        assertThat(SERVER.number("select count(*) as n from trait where key in ('total_asset', 'Upper')"))
                .isZero();
    }

    @Test
    void aTextThatCannotBeKeptIsRefusedWhereItStands() {
        for (String text : List.of("\\u0000", "\\ud800")) {
            HttpResponse<String> answer = put("mood_x", "{\"type\":\"TEXT\",\"unit\":\"" + text + "\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(JSON.readTree(answer.body()).at("/problems/0/column").asInt())
                    .isEqualTo(23);
        }
    }

    @Test
    void aTraitWithoutAFeedIsRefusedWithAllElseThatIsWrong(@TempDir Path folder) throws IOException {
        Path sources = Files.writeString(folder.resolve("sources.yaml"), withoutFeedOfTraits());
        try (ConfigurableApplicationContext other = node(folder, sources)) {
            String port = other.getEnvironment().getRequiredProperty("local.server.port");
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/v1/traits/trade_count7d"))
                    .header("Authorization", "Bearer " + TestServer.ADMIN_KEY);
            assertThat(mistakes(send(request, "{\"type\":\"GUESS\"}")))
                    .hasSize(3)
                    .anyMatch(mistake -> mistake.startsWith("/type GUESS: "))
                    .contains(
                            "/key trade_count7d: a trait that a source brings. Name a feed under traits in sources.yaml first.",
                            "/key trade_count7d: a key of its own. Two fields are named 'tradeCount7d'. Try another trait key.");
        }
    }

    private static String withoutFeedOfTraits() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(FieldSources.class.getResourceAsStream("/sources.yaml"), "sources.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^traits: .*$", "");
        }
    }

    /** Another server on a database of its own, which these traits cannot keep from starting. */
    private static ConfigurableApplicationContext node(Path home, Path sources) {
        return new SpringApplicationBuilder(TidelineApplication.class)
                .run(
                        "--server.port=0",
                        "--tideline.demo=off",
                        "--tideline.home=" + home.resolve("home"),
                        "--tideline.sources=" + sources,
                        "--tideline.admin-key=" + TestServer.ADMIN_KEY);
    }
}
