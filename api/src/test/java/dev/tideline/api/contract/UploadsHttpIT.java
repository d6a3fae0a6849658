package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uploads that break off, and uploads that meet. */
class UploadsHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String NDJSON = "application/x-ndjson";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int USERS = 300;
    private static final int ROUNDS = 5;

    /** More than is kept in memory while it is read, and it ends in the middle of a line. */
    @Test
    void halfOfABodyLeavesNothingAndTheWholeOfItCountsAsNew() throws IOException {
        int lines = 40_000;
        String body = String.join("", events("half", lines, 0));
        long intakes = SERVER.number("select count(*) as n from intake");
        cutOff(body, false);
        cutOff(body, true);
        assertThat(SERVER.number("select count(*) as n from users where user_id like 'half-%'"))
                .isZero();
        assertThat(SERVER.number("select count(*) as n from intake")).isEqualTo(intakes);
        JsonNode report = JSON.readTree(SERVER.post("/v1/events", NDJSON, body).body());
        assertThat(report.get("accepted").asInt()).as(report.toString()).isEqualTo(lines);
        assertThat(report.get("duplicates").asInt()).isZero();
        assertThat(eventsOf("half")).isEqualTo(lines);
        assertThat(SERVER.number("select count(*) as n from intake")).isEqualTo(intakes + 1);
    }

    /** Sends half of the body, and either waits until the server has ended the connection or resets it. */
    private static void cutOff(String body, boolean reset) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TestServer.ADMIN_KEY
                            + "\r\nContent-Type: " + NDJSON + "\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, bytes.length / 2 + 7);
            out.flush();
            if (reset) {
                socket.setSoLinger(true, 0);
                return;
            }
            socket.shutdownOutput();
            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain(" 200 ");
        }
    }

    @Test
    void uploadsOfTheSameUsersAtOnceBothSucceed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> one = events("meet", USERS * 4, round * 10);
            List<String> other = events("meet", USERS * 4, round * 10 + 1);
            Collections.reverse(other);
            for (JsonNode report : atOnce(List.of(one, other))) {
                assertThat(report.get("accepted").asInt()).as(report.toString()).isEqualTo(USERS * 4);
            }
        }
        assertThat(eventsOf("meet")).isEqualTo(USERS * 4L * 2 * ROUNDS);
        assertThat(SERVER.number("select count(*) as n from users where user_id like 'meet-%'"))
                .isEqualTo(USERS);
    }

    @Test
    void theSameEventsAtOnceInAnotherOrderCountOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<String> one = events("twice", USERS * 4, round);
            List<String> other = new ArrayList<>(one);
            Collections.reverse(other);
            List<JsonNode> reports = atOnce(List.of(one, other));
            assertThat(reports.stream()
                            .mapToInt(report -> report.get("accepted").asInt())
                            .sum())
                    .as(reports.toString())
                    .isEqualTo(USERS * 4);
        }
        assertThat(eventsOf("twice")).isEqualTo(USERS * 4L * ROUNDS);
    }

    private static List<JsonNode> atOnce(List<List<String>> bodies) throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(bodies.size());
        CyclicBarrier start = new CyclicBarrier(bodies.size());
        try {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (List<String> body : bodies) {
                answers.add(callers.submit(() -> {
                    start.await(20, TimeUnit.SECONDS);
                    return SERVER.post("/v1/events", NDJSON, String.join("", body));
                }));
            }
            List<JsonNode> reports = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
                reports.add(JSON.readTree(answer.get().body()));
            }
            return reports;
        } finally {
            callers.shutdownNow();
        }
    }

    private static long eventsOf(String prefix) {
        return SERVER.number(
                "select count(*) as n from event join users using (user_no) where user_id like '" + prefix + "-%'");
    }

    /** Several of each user at the same instant, all with ids that the salt makes others. */
    private static List<String> events(String prefix, int count, int salt) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = prefix + " " + i + " " + salt;
            UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII));
            lines.add("""
                    {"event_id":"%s","type":"trade.executed","user_id":"%s-%d","occurred_at":"2026-01-02T10:00:00Z",\
                    "payload":{"product":"spot","usdt":"10"}}
                    """.formatted(id, prefix, i % USERS));
        }
        return lines;
    }
}
