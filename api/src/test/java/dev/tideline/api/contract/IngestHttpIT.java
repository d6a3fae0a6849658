package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events and feeds as callers send them. */
class IngestHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String NDJSON = "application/x-ndjson";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void keepsGoodLinesAndReportsTheOthersByLine() {
        String body = trade("partial", 1) + "no json\n" + trade("partial", 2).replace("\"10\"", "\"ten\"");
        HttpResponse<String> answer = SERVER.post("/v1/events", NDJSON, body);
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode report = JSON.readTree(answer.body());
        assertThat(report.get("accepted").asInt()).isEqualTo(1);
        assertThat(report.get("refused").asInt()).isEqualTo(2);
        assertThat(report.at("/problems/0/line").asInt()).isEqualTo(2);
        assertThat(report.at("/problems/1/pointer").asString()).isEqualTo("/payload/usdt");
        assertThat(report.at("/problems/1/expected").asString()).isNotBlank();
        assertThat(events("partial")).isEqualTo(1);
        assertThat(SERVER.get("/v1/intakes/" + report.get("intake") + "/refused")
                        .get("items"))
                .hasSize(2);
    }

    @Test
    void refusedLinesAreForThoseWhoMaySendSuchARequest() {
        String events = refused(SERVER.post("/v1/events", NDJSON, trade("readers", 1) + "no json\n"));
        String users = refused(SERVER.post("/v1/users:import", "text/csv", "user_id,snapshot_date\nr,2026-01-01\n"));
        String list = refused(SERVER.post("/v1/lists/readers:import", "text/csv", "user_id\nr\n"));
        for (String path : List.of(events, users)) {
            assertThat(status(path, Role.PRODUCT)).isEqualTo(200);
            assertThat(status(path, Role.STRATEGIST)).isEqualTo(403);
            assertThat(status(path, Role.MARKETING)).isEqualTo(403);
        }
        assertThat(status(list, Role.PRODUCT)).isEqualTo(403);
        assertThat(status(list, Role.STRATEGIST)).isEqualTo(200);
        assertThat(status(list, Role.MARKETING)).isEqualTo(200);
    }

    @Test
    void thereAreNoRefusedLinesOfARequestThatNeverWas() {
        assertThat(status("/v1/intakes/999999999/refused", Role.PRODUCT)).isEqualTo(404);
    }

    private static String refused(HttpResponse<String> taken) {
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        return "/v1/intakes/" + JSON.readTree(taken.body()).get("intake") + "/refused";
    }

    private static int status(String path, Role role) {
        return SERVER.send(SERVER.request(path, SERVER.key(role))).statusCode();
    }

    @Test
    void aBodyWithoutOneGoodLineIsRefused() {
        HttpResponse<String> answer = SERVER.post("/v1/events", NDJSON, "{}\n[]\n");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(JSON.readTree(answer.body()).get("problems").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void eventsComeAsOneJsonObjectOrAnArrayOfThemToo() {
        String one = trade("as-json", 1).strip();
        assertThat(accepted(one.replace(",", ",\r\n  "))).isEqualTo(1);
        String two = "[" + trade("as-json", 2) + ",\n" + trade("as-json", 3).replace("\"10\"", "\"ten\"") + ","
                + trade("as-json", 4) + "]";
        HttpResponse<String> answer = SERVER.post("/v1/events", "application/json", two);
        JsonNode report = JSON.readTree(answer.body());
        assertThat(report.get("accepted").asInt()).as(answer.body()).isEqualTo(2);
        assertThat(report.at("/problems/0/line").asInt()).isEqualTo(2);
        assertThat(report.at("/problems/0/pointer").asString()).isEqualTo("/payload/usdt");
        assertThat(events("as-json")).isEqualTo(3);
    }

    private static int accepted(String json) {
        HttpResponse<String> answer = SERVER.post("/v1/events", "application/json", json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("accepted").asInt();
    }

    @Test
    void jsonThatIsNotOneValueOrIsTooLargeIsRefusedAsAWhole() {
        for (String body : List.of("", "{", trade("no-json", 1) + trade("no-json", 2), "[{},]")) {
            HttpResponse<String> answer = SERVER.post("/v1/events", "application/json", body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
        String large = "[" + "{},".repeat(400_000) + "{}]";
        assertThat(SERVER.post("/v1/events", "application/json", large).statusCode())
                .isEqualTo(413);
        assertThat(events("no-json")).isZero();
    }

    @Test
    void feedsComeAsCsvAndAsLines() {
        String csv = "user_id,snapshot_date,total_asset\nfeed-1,2026-01-01,12.5\nfeed-2,2026-01-01,much\n";
        JsonNode report =
                JSON.readTree(SERVER.post("/v1/users:import", "text/csv", csv).body());
        assertThat(report.get("accepted").asInt()).isEqualTo(1);
        assertThat(report.at("/problems/0/line").asInt()).isEqualTo(3);
        assertThat(report.at("/problems/0/pointer").asString()).contains("total_asset");
        String line = "{\"user_id\":\"feed-1\",\"snapshot_date\":\"2026-01-02\",\"total_asset\":\"13.5\"}";
        assertThat(SERVER.post("/v1/users:import", NDJSON, line).statusCode()).isEqualTo(200);
        assertThat(SERVER.get("/v1/users/feed-1").toString()).contains("13.5");
    }

    @Test
    void aListIsEmptiedOnlyWhenAskedTo() {
        String members = "select count(*) as n from list_member where list_key = 'kept'";
        String path = "/v1/lists/kept:import?effect=exclude";
        assertThat(SERVER.post(path, "text/csv", "user_id\nalice\n").statusCode())
                .isEqualTo(200);
        assertThat(SERVER.post(path, "text/csv", "").statusCode()).isEqualTo(422);
        HttpResponse<String> columns = SERVER.post(path, "text/csv", "uid,foo\ncarl,2\n");
        assertThat(columns.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(columns.body()).at("/problems/1/line").asInt()).isEqualTo(2);
        assertThat(SERVER.post(path + "&empty=yes", "text/csv", "").statusCode())
                .isEqualTo(400);
        assertThat(SERVER.number(members)).isEqualTo(1);
        assertThat(SERVER.post(path + "&empty=allowed", "text/csv", "").statusCode())
                .isEqualTo(200);
        assertThat(SERVER.number(members)).isZero();
    }

    @Test
    void aBodyThatIsCutOffLeavesNothing() throws IOException {
        long intakes = SERVER.number("select count(*) as n from intake");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TestServer.ADMIN_KEY
                            + "\r\nContent-Type: " + NDJSON + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 5_000; i++) {
                String line = trade("cut-off", i);
                out.write((Integer.toHexString(line.length()) + "\r\n" + line + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
        }
        // A request that follows on another connection is whole, and nothing of the one before is there.
        assertThat(SERVER.post("/v1/events", NDJSON, trade("after-cut-off", 1)).statusCode())
                .isEqualTo(200);
        assertThat(events("cut-off")).isZero();
        assertThat(SERVER.number("select count(*) as n from users where user_id = 'cut-off'"))
                .isZero();
        assertThat(SERVER.number("select count(*) as n from intake")).isEqualTo(intakes + 1);
    }

    @Test
    void takesAHundredThousandLinesAsAStream() {
        Iterator<InputStream> lines = IntStream.range(0, 1_000)
                .mapToObj(part -> bytes(IntStream.range(part * 100, part * 100 + 100)
                        .mapToObj(i -> trade("stream-" + i % 500, i))
                        .reduce("", String::concat)))
                .iterator();
        HttpRequest.Builder request = SERVER.request("/v1/events", TestServer.ADMIN_KEY)
                .header("Content-Type", NDJSON)
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(Collections.enumeration(list(lines)))));
        HttpResponse<String> answer = SERVER.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("accepted").asInt()).isEqualTo(100_000);
        assertThat(SERVER.number("select count(*) as n from users where user_id like 'stream-%'"))
                .isEqualTo(500);
    }

    private static List<InputStream> list(Iterator<InputStream> streams) {
        List<InputStream> list = new ArrayList<>();
        streams.forEachRemaining(list::add);
        return list;
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static long events(String user) {
        return SERVER.number(
                "select count(*) as n from event join users using (user_no) where user_id = '" + user + "'");
    }

    private static String trade(String user, int number) {
        UUID id = UUID.nameUUIDFromBytes((user + number).getBytes(StandardCharsets.US_ASCII));
        return """
                {"event_id":"%s","type":"trade.executed","user_id":"%s","occurred_at":"2026-01-%02dT10:00:00Z",\
                "payload":{"product":"spot","usdt":"10"}}
                """.formatted(id, user, 1 + number % 28);
    }
}
