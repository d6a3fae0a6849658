package dev.tideline.api.command.folder;

import dev.tideline.engine.authoring.comparison.Comparison;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running server, by its API. */
final class RemoteServer {

    private static final int NOT_FOUND = 404;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String key;

    RemoteServer(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /** What the server answered, if it was not what was asked for. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * What one begins to work with.
     *
     * @param version its hash; empty if the server has no such playbook
     * @param files the draft, or the version in force
     */
    record Draft(String version, SortedMap<String, String> files) {}

    Draft draft(String playbook) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/v1/playbooks/" + playbook + "/draft"));
        if (answer.statusCode() == NOT_FOUND) {
            return new Draft("", new TreeMap<>());
        }
        JsonNode draft = read(answer);
        return new Draft(draft.path("version").asString(), files(draft.path("files")));
    }

    /** Saves a draft in the place of the one that was seen, and has it validated; the version that it made. */
    JsonNode save(String playbook, Draft seen, Map<String, String> files, String note)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/v1/playbooks/" + playbook + "/draft")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("files", files, "note", note))));
        if (!seen.version().isEmpty()) {
            request.header("If-Match", "\"" + seen.version() + "\"");
        }
        JsonNode unused = read(send(request));
        return validate(playbook);
    }

    /** Whether a version of a playbook is in force. */
    boolean isInForce(String playbook, String version) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request("/v1/playbooks/" + playbook));
        return answer.statusCode() != NOT_FOUND
                && read(answer).path("version").asString().equals(version);
    }

    /** A version with its authors and approvals. */
    JsonNode version(String playbook, String version) throws IOException, InterruptedException {
        JsonNode versions = read(send(request("/v1/playbooks/" + playbook + "/versions")));
        return versions.path("items")
                .valueStream()
                .filter(item -> item.path("version").asString().equals(version))
                .findFirst()
                .orElseThrow(() -> new Refused("There is no version " + version + " of " + playbook));
    }

    /** The latest simulations of a playbook, newest first. */
    List<JsonNode> simulations(String playbook) throws IOException, InterruptedException {
        return read(send(request("/v1/playbooks/" + playbook + "/simulations")))
                .path("items")
                .valueStream()
                .toList();
    }

    JsonNode simulation(String id) throws IOException, InterruptedException {
        return read(send(request("/v1/simulations/" + id)));
    }

    /** Asks for a simulation of a version on everybody. */
    JsonNode simulate(String playbook, String version) throws IOException, InterruptedException {
        Reply reply = post("/v1/playbooks/" + playbook + ":simulate", Map.of("version", version));
        if (!reply.isWell()) {
            throw new Refused("The simulation was refused with " + reply.status() + ": " + reply.detail());
        }
        return reply.body();
    }

    Reply approve(String playbook, Map<String, Object> approval) throws IOException, InterruptedException {
        return post("/v1/playbooks/" + playbook + ":approve", approval);
    }

    Reply publish(String playbook, Map<String, Object> publication) throws IOException, InterruptedException {
        return post("/v1/playbooks/" + playbook + ":publish", publication);
    }

    /** What was answered, be it a refusal. */
    record Reply(int status, JsonNode body) {

        boolean isWell() {
            return status / 100 == 2;
        }

        boolean isForbidden() {
            return status == FORBIDDEN;
        }

        String detail() {
            return body.path("detail").asString();
        }
    }

    private Reply post(String path, Map<String, Object> body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
        return new Reply(answer.statusCode(), JSON.readTree(answer.body()));
    }

    JsonNode validate(String playbook) throws IOException, InterruptedException {
        return read(send(request("/v1/playbooks/" + playbook + ":validate").POST(HttpRequest.BodyPublishers.noBody())));
    }

    /** The files of every version in force, by key of its playbook. */
    SortedMap<String, SortedMap<String, String>> inForce() throws IOException, InterruptedException {
        SortedMap<String, SortedMap<String, String>> playbooks = new TreeMap<>();
        for (JsonNode item : read(send(request("/v1/playbooks"))).path("items")) {
            String playbook = item.path("key").asString();
            String version = item.path("version").asString();
            if (!version.isEmpty()) {
                JsonNode kept = read(send(request("/v1/playbooks/" + playbook + "/versions/" + version)));
                playbooks.put(playbook, files(kept.path("files")));
            }
        }
        return playbooks;
    }

    /** The difference in lines, ready to be shown. */
    static List<String> difference(Map<String, String> before, Map<String, String> after) {
        List<String> lines = new ArrayList<>();
        Comparison.of(before, after).forEach(file -> {
            lines.addAll(file.lines());
            if (file.lines().isEmpty()) {
                lines.add(file.kind() + " " + file.name());
                file.cells()
                        .forEach(cell -> lines.add("  " + cell.rule() + ", " + cell.column() + ": '" + cell.before()
                                + "' -> '" + cell.after() + "'"));
            }
        });
        return lines;
    }

    private static SortedMap<String, String> files(JsonNode node) {
        SortedMap<String, String> files = new TreeMap<>();
        node.properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asString()));
        return files;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> answer) throws Refused {
        if (answer.statusCode() != OK) {
            throw new Refused(answer.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
