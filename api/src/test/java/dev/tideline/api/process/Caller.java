package dev.tideline.api.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a server that may die and come back at another address, under the same key until there is an answer. Thread-safe. */
final class Caller {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String key;
    private volatile String address = "";

    Caller(String key) {
        this.key = key;
    }

    /** Where the server is from now on. */
    void at(String now) {
        address = now;
    }

    /**
     * An answer.
     *
     * @param replayed whether it is one that was kept
     */
    record Answer(int status, String body, boolean replayed, String revision) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        boolean ok() {
            return status / 100 == 2;
        }
    }

    Answer get(String path) {
        return ask("GET", path, "", "Accept", "application/json");
    }

    Answer post(String path, String type, String body) {
        return ask("POST", path, body, "Content-Type", type);
    }

    /** A call that moves money. */
    Answer move(String path, String body, String idempotencyKey) {
        return ask("POST", path, body, "Content-Type", "application/json", "Idempotency-Key", idempotencyKey);
    }

    /** Changes limits if nobody did meanwhile. */
    Answer put(String path, String body, String revision) {
        return ask("PUT", path, body, "Content-Type", "application/json", "If-Match", revision);
    }

    private Answer ask(String method, String path, String body, String... headers) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            Answer answer = once(method, path, body, headers);
            if (answer != null && answer.status() < 500 && !answer.body().contains("is under way; try again soon")) {
                return answer;
            }
            last = String.valueOf(answer);
            breathe();
        }
        throw new AssertionError("No answer to " + method + " " + path + " for " + PATIENCE + ", last: " + last);
    }

    private @Nullable Answer once(String method, String path, String body, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    answer.statusCode(),
                    answer.body(),
                    answer.headers().firstValue("Idempotent-Replayed").isPresent(),
                    answer.headers().firstValue("ETag").orElse(""));
        } catch (IOException gone) {
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void breathe() {
        try {
            var unused = NEVER.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
