package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** The log of a server without the demo: JSON, one object a line, whatever callers send. */
@ExtendWith(OutputCaptureExtension.class)
class LogIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String NASTY =
            "x\r\nFORGED {\"log\":{\"level\":\"ERROR\"}}\u001b[2J\u001b[31m\u2028FORGED\u2029FORGED\u0085FORGED\u202e";
    private static final String CANARY = "canary.person-4711@example.com";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void noTextOfACallerForgesALine(CapturedOutput output) {
        int before = output.getOut().length();
        String text = JSON.writeValueAsString(NASTY);
        String segment = URLEncoder.encode(NASTY, StandardCharsets.UTF_8).replace("+", "%20");
        SERVER.post("/v1/playbooks/dormant-30-funded:pause", "application/json", "{\"reason\":" + text + "}");
        SERVER.post("/v1/playbooks:pause", "application/json", "{\"reason\":" + text + "}");
        SERVER.post("/v1/playbooks/" + segment + ":pause", "application/json", "{}");
        SERVER.post("/v1/playbooks:resume", "application/json", "");
        SERVER.post("/v1/playbooks/dormant-30-funded:resume", "application/json", "");
        SERVER.post("/v1/sweeps", "application/json", "{\"playbooks\":[" + text + "]}");
        SERVER.post("/v1/keys", "application/json", "{\"owner\":" + text + ",\"roles\":[\"viewer\"]}");
        SERVER.post("/v1/events", "application/x-ndjson", "{\"user_id\":" + text + ",\"type\":" + text + "}");
        SERVER.get("/v1/users/" + segment);
        LoggerFactory.getLogger(LogIT.class).warn("Said {}", NASTY, new IllegalStateException(NASTY));
        String log = output.getOut().substring(before);
        assertThat(log).contains("Said x").doesNotContain("\u001b", "\u2028", "\u2029", "\u0085", "\u202e");
        assertThat(log.lines())
                .allSatisfy(line -> assertThat(JSON.readTree(line).has("@timestamp"))
                        .as(line)
                        .isTrue());
    }

    @Test
    void refusedInputLeavesNobodysDataInTheLog(CapturedOutput output) {
        String event = "{\"user_id\":\"" + CANARY + "\",\"type\":\"" + CANARY + "\",\"event_id\":\"" + CANARY + "\"}";
        assertThat(SERVER.post("/v1/events", "application/x-ndjson", event).statusCode())
                .isEqualTo(422);
        SERVER.post("/v1/events", "application/x-ndjson", CANARY + "\n{\"" + CANARY + "\":" + CANARY);
        SERVER.post(
                "/v1/users:import", "text/csv", "user_id,snapshot_date,total_asset\n" + CANARY + "," + CANARY + ",x\n");
        SERVER.post("/v1/users:import", "text/csv", CANARY + "," + CANARY + "\n1,2\n");
        SERVER.post("/v1/lists/" + CANARY + ":import", "text/csv", CANARY + "," + CANARY);
        SERVER.post("/v1/sweeps", "application/json", "{\"" + CANARY + "\":\"" + CANARY + "\"}");
        SERVER.post("/v1/replays", "application/json", "{\"playbook\":\"" + CANARY + "\"}");
        SERVER.get("/v1/users/" + CANARY);
        SERVER.get("/v1/users/" + CANARY + "/explain?playbook=" + CANARY);
        SERVER.get("/v1/users/" + CANARY + "/decisions?cursor=" + CANARY);
        assertThat(output.getAll()).doesNotContain(CANARY, "canary.person");
    }

    @Test
    void anUploadThatIsBrokenOffIsNoErrorOfTheServer(CapturedOutput output) throws IOException {
        int before = output.getAll().length();
        for (int i = 0; i < 10; i++) {
            breakOff("/v1/events", "application/x-ndjson", i % 2 == 0);
            breakOff("/v1/users:import", "application/x-ndjson", i % 2 == 0);
            breakOff("/v1/lists/x:import", "text/csv", i % 2 == 0);
            breakOff("/v1/sweeps", "application/json", i % 2 == 0);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!output.getAll().contains("broke off") && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(output.getAll().substring(before))
                .contains("broke off")
                .doesNotContain("\"ERROR\"", "stack_trace", "\tat ");
    }

    private static void breakOff(String path, String type, boolean reset) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.setSoLinger(reset, 0);
            String head =
                    "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nAuthorization: Bearer "
                            + TestServer.ADMIN_KEY + "\r\nContent-Type: " + type + "\r\nContent-Length: 200000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            // By then the body is being read.
            assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 100");
            socket.getOutputStream().write("{\"event_id\":1}\n".repeat(100).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
