package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.ApiDescription.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wrong requests of every kind are the caller's errors, never the server's, and are answered as RFC 9457 problems.
 * {@code -Dtideline.malformed=100000 -Dtideline.seed=7} asks for more and others.
 */
class MalformedRequestsIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final int MANY = Integer.getInteger("tideline.malformed", 10_000);
    private static final long SEED = Long.getLong("tideline.seed", 20_261_121L);
    private static final int PATIENCE_MILLIS = 60_000;

    @Test
    void neverFailTheServerAndAreAlwaysProblems() {
        ApiDescription api = ApiDescription.of(SERVER);
        List<Operation> operations = api.operations();
        Random random = new Random(SEED);
        List<MalformedRequest> requests = Stream.generate(() -> MalformedRequest.of(api, operations, random))
                .limit(MANY)
                .toList();
        List<String> wrong = requests.parallelStream()
                .map(request -> complaint(request))
                .filter(complaint -> !complaint.isEmpty())
                .toList();
        assertThat(wrong).as("seed %d, %d requests", SEED, MANY).isEmpty();
    }

    private static String complaint(MalformedRequest request) {
        try {
            String complaint = complaint(send(request.bytes("localhost", TestServer.ADMIN_KEY)), request.operation());
            return complaint.isEmpty() ? "" : complaint + "\n    " + request;
        } catch (IOException e) {
            return e + "\n    " + request;
        }
    }

    @Test
    void aNumberOfTenMegabytesIsTooLarge() {
        String number = "{\"full\":" + "7".repeat(10_000_000) + "}";
        HttpResponse<String> sweep = SERVER.post("/v1/sweeps", "application/json", number);
        assertThat(sweep.statusCode()).as(sweep.body()).isIn(400, 413);
        HttpResponse<String> events = SERVER.post("/v1/events", "application/x-ndjson", number);
        assertThat(events.statusCode()).as(events.body()).isEqualTo(422);
    }

    @Test
    void whatIsNotEvenAnAddressIsRefused() throws IOException {
        for (String address : List.of("/v1/users/%zz", "/v1/users/%", "/v1/users/%u0041")) {
            String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            assertThat(send(request.getBytes(StandardCharsets.US_ASCII))).startsWith("HTTP/1.1 400 ");
        }
    }

    private static String send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket.getOutputStream(), request);
            return read(socket.getInputStream());
        }
    }

    private static void write(OutputStream out, byte[] request) throws IOException {
        try {
            out.write(request);
            out.flush();
        } catch (SocketException answeredBeforeTheEnd) {
            // The server may refuse a body without reading it.
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (SocketException closed) {
            // What came before counts.
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** What is wrong with an answer; empty if nothing is. */
    private static String complaint(String answer, Operation operation) {
        if (!answer.startsWith("HTTP/1.1 ")) {
            return "no answer: " + answer;
        }
        int status = Integer.parseInt(answer.substring(9, 12));
        int end = answer.indexOf("\r\n\r\n");
        if (status < 400) {
            return "";
        }
        String head = answer.substring(0, end);
        String body = answer.substring(end);
        if (status >= 500) {
            return status + " " + body;
        }
        // A strange segment may make the address another one, or none.
        if (status != 404
                && status != 405
                && !operation.description().get("responses").has(String.valueOf(status))) {
            return "a status that is not described: " + answer;
        }
        if (!head.contains("application/problem+json")) {
            return "no problem document: " + answer;
        }
        if (body.contains("Exception") || body.contains("dev.tideline") || body.contains("\\tat ")) {
            return "internals: " + body;
        }
        return isProblem(body, status) ? "" : "no RFC 9457 members: " + body;
    }

    private static boolean isProblem(String body, int status) {
        try {
            JsonNode problem =
                    JsonMapper.shared().readTree(body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1));
            return problem.path("status").asInt() == status
                    && problem.path("type").asString().startsWith("urn:tideline:problem:")
                    && !problem.path("title").asString().isEmpty();
        } catch (RuntimeException notJson) {
            return false;
        }
    }
}
