package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which calls are taken at all: address, method, and the forms of body and answer. */
class CallsIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private static HttpResponse<String> call(String method, String path) {
        return SERVER.send(
                SERVER.request(path, TestServer.ADMIN_KEY).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void everyAddressTellsTheMethodsItTakes() {
        Map<String, Set<String>> described = new TreeMap<>();
        ApiDescription.of(SERVER)
                .operations()
                .forEach(operation -> described
                        .computeIfAbsent(operation.path(Map.of(), "1"), path -> new TreeSet<>())
                        .add(operation.method()));
        described.forEach((path, methods) -> METHODS.stream()
                .filter(method -> !methods.contains(method))
                .forEach(method -> assertTold(call(method, path), method + " " + path, methods)));
    }

    private static void assertTold(HttpResponse<String> answer, String call, Set<String> methods) {
        assertThat(answer.statusCode()).as(call).isEqualTo(405);
        assertThat(new HashSet<>(
                        List.of(answer.headers().firstValue("Allow").orElse("").split(",\\s*"))))
                .as(call)
                .isEqualTo(methods);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/playbooks/x:paus", "/v1/playbooks:paus", "/v1/playbooks/x:"})
    void anUnknownActionIsToldTheOnesThereAre(String path) {
        for (String key : List.of(TestServer.ADMIN_KEY, SERVER.key(Role.VIEWER))) {
            HttpResponse<String> answer =
                    SERVER.send(SERVER.request(path, key).POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.get("type").asString()).isEqualTo("urn:tideline:problem:not-found");
            assertThat(problem.get("detail").asString()).contains("pause", "resume");
        }
    }

    @Test
    void healthAndMetricsTellTheirMethodsToo() {
        for (String path : List.of("/health", "/health/ready", "/metrics")) {
            assertTold(call("POST", path), path, Set.of("GET"));
        }
        assertThat(call("HEAD", "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void aCompressedBodyIsRefusedAndNothingOfItTaken() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"full\":true}".getBytes(StandardCharsets.UTF_8));
        }
        for (String path : List.of("/v1/sweeps", "/v1/events", "/v1/users:import")) {
            String type = path.endsWith("import") ? "text/csv" : "application/json";
            HttpResponse<String> answer = SERVER.send(SERVER.request(path, TestServer.ADMIN_KEY)
                    .header("Content-Type", type)
                    .header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("Content-Encoding 'gzip'");
        }
    }

    @Test
    void nothingIsDoneForACallerWhoCannotReadTheAnswer() {
        long runs = SERVER.number("select count(*) as n from run");
        HttpResponse<String> answer = SERVER.send(SERVER.request("/v1/sweeps", TestServer.ADMIN_KEY)
                .header("Accept", "image/png")
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(406);
        assertThat(answer.body()).contains("The answer comes as application/json");
        assertThat(SERVER.number("select count(*) as n from run")).isEqualTo(runs);
    }

    @Test
    void formsThatAreNotThereAreToldTheOnesThatAre() {
        HttpResponse<String> members = SERVER.send(
                SERVER.request("/v1/audiences/x/members", TestServer.ADMIN_KEY).header("Accept", "image/png"));
        assertThat(members.statusCode()).isEqualTo(406);
        assertThat(members.body()).contains("text/csv", "application/x-ndjson", "application/json");
        HttpResponse<String> list = SERVER.post("/v1/lists/x:import", "application/json", "[]");
        assertThat(list.statusCode()).isEqualTo(415);
        assertThat(list.body()).contains("Content-Type is 'application/json'; send text/csv");
    }

    @Test
    void operationsOfMonitoringAreDescribed() {
        ApiDescription api = ApiDescription.of(SERVER);
        JsonNode schema = api.document().at("/components/schemas/Health");
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            JsonNode described = api.document().at("/paths").path(path).path("get");
            assertThat(described.at("/responses/503/content").has("application/json"))
                    .isTrue();
            JsonNode answer = JSON.readTree(SERVER.send(SERVER.request(path)).body());
            assertThat(api.undeclared(answer, schema, path)).isEmpty();
            assertThat(api.mistyped(answer, schema, path)).isEmpty();
        }
        assertThat(api.document()
                        .at("/paths")
                        .path("/metrics")
                        .at("/get/responses")
                        .has("401"))
                .isTrue();
    }
}
