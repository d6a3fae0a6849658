package dev.tideline.api.command.folder;

import dev.tideline.rules.problem.Wording;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks with a server, and says in words what goes wrong. */
final class Connection {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Set<Integer> NOT_READY = Set.of(
            HttpURLConnection.HTTP_BAD_GATEWAY,
            HttpURLConnection.HTTP_UNAVAILABLE,
            HttpURLConnection.HTTP_GATEWAY_TIMEOUT);
    private static final int ELSEWHERE = 3;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LONGEST_CONNECT).build();
    private final URI address;
    private final String key;
    private final String language;

    /**
     * To a server.
     *
     * @param address without a slash at its end
     * @param language tag of the language that it is to speak
     */
    Connection(URI address, String key, String language) {
        this.address = address;
        this.key = key;
        this.language = language;
    }

    /** What was answered, be it a refusal. */
    record Reply(String call, int status, JsonNode body) {

        boolean isWell() {
            return status / 100 == 2;
        }

        boolean isMissing() {
            return status == HttpURLConnection.HTTP_NOT_FOUND;
        }

        boolean isForbidden() {
            return status == HttpURLConnection.HTTP_FORBIDDEN;
        }

        /** What the server says of it. */
        String detail() {
            return body.path("detail").asString();
        }

        /**
         * The body of what is well.
         *
         * @throws Failure if it is a refusal, with what the server says of it
         */
        JsonNode orRefused() throws Failure {
            if (isWell()) {
                return body;
            }
            List<Wording> words = new ArrayList<>();
            words.add(Wording.of("{0} answered {1}: {2}", call, status, detail()));
            for (JsonNode problem : body.path("problems")) {
                words.add(Wording.verbatim("  " + line(problem)));
            }
            throw new Failure(Exit.REFUSED, words);
        }
    }

    /** A problem in one line: its place, the rule's name, what was found, what was expected. */
    static String line(JsonNode problem) {
        int line = problem.path("line").asInt();
        String place = problem.path("source").asString()
                + (line > 0
                        ? ":" + line + ":" + problem.path("column").asInt()
                        : problem.path("pointer").asString());
        String rule = problem.path("rule").asString("");
        String value = problem.path("value").asString();
        return (place + " " + rule).strip() + (value.isEmpty() ? "" : " '" + value + "'") + ": "
                + problem.path("expected").asString();
    }

    Reply get(String path) throws Failure, InterruptedException {
        return send("GET", path, request(path).GET());
    }

    Reply post(String path, @Nullable Map<String, ?> body) throws Failure, InterruptedException {
        HttpRequest.Builder request = request(path);
        return send(
                "POST",
                path,
                body == null
                        ? request.POST(HttpRequest.BodyPublishers.noBody())
                        : json(request).POST(publisher(body)));
    }

    /** Puts something in the place of a revision; of nothing if it is empty. */
    Reply put(String path, String revision, Map<String, ?> body) throws Failure, InterruptedException {
        HttpRequest.Builder request = json(request(path)).PUT(publisher(body));
        return send("PUT", path, revision.isEmpty() ? request : request.header("If-Match", "\"" + revision + "\""));
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher publisher(Map<String, ?> body) {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + key)
                .header("Accept-Language", language);
    }

    private Reply send(String method, String path, HttpRequest.Builder request) throws Failure, InterruptedException {
        try {
            return reply(method + " " + path, http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    Wording.of(
                            "No server can be reached at {0} (TIDELINE_SERVER). Is that its address, and does it run?",
                            address));
        } catch (HttpTimeoutException e) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    Wording.of("{0} (TIDELINE_SERVER) has not answered for {1} seconds", address, LONGEST.toSeconds()));
        } catch (IOException e) {
            throw new Failure(
                    Exit.UNREACHABLE,
                    Wording.of(
                            "The connection to {0} (TIDELINE_SERVER) broke: {1}",
                            address, String.valueOf(e.getMessage())));
        }
    }

    private Reply reply(String call, HttpResponse<String> answer) throws Failure {
        Reply reply = new Reply(call, answer.statusCode(), body(call, answer));
        if (reply.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new Failure(
                    Exit.CALLED_WRONGLY,
                    Wording.of(
                            "{0} (TIDELINE_SERVER) does not take the key in TIDELINE_KEY: {1}",
                            address, reply.detail()));
        }
        if (NOT_READY.contains(reply.status())) {
            throw new Failure(
                    Exit.UNREACHABLE, Wording.of("{0} (TIDELINE_SERVER) is not ready: {1}", address, reply.detail()));
        }
        return reply;
    }

    private JsonNode body(String call, HttpResponse<String> answer) throws Failure {
        try {
            if (answer.statusCode() / 100 != ELSEWHERE) {
                return JSON.readTree(answer.body());
            }
        } catch (JacksonException e) {
            // Told below: another kind of server.
        }
        throw new Failure(
                Exit.UNREACHABLE,
                Wording.of(
                        "{0} (TIDELINE_SERVER) answered {1} with {2}, but not as a Tideline server does. Is that its address?",
                        address, call, answer.statusCode()));
    }
}
