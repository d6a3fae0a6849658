package dev.tideline.api.reads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.TidelineApplication;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.quarantine.Cuts;
import dev.tideline.engine.rulebook.RulebookHolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole server, asked over HTTP. */
class ReadEndpointsIT {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String MEMBERS = "/v1/audiences/dormant-30-funded/members";

    @TempDir
    static Path home;

    private static ConfigurableApplicationContext server;
    private static String strategist = "";
    private static String marketing = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = new SpringApplicationBuilder(TidelineApplication.class)
                .run("--server.port=0", "--tideline.demo=off", "--tideline.home=" + home);
        strategist = key(Role.STRATEGIST);
        marketing = key(Role.MARKETING);
        String row =
                "{\"user_id\":\"=1+1\",\"snapshot_date\":\"2026-01-01\",\"language\":\"en\",\"timezone\":\"Asia/Tokyo\"}\n"
                        + "{\"user_id\":\"held\",\"snapshot_date\":\"2026-01-01\",\"total_asset\":\"12.5\",\"kyc_level\":2}";
        HttpResponse<String> taken = send(request("/v1/users:import", key(Role.PRODUCT))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(row)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        server.getBean(Database.class).doInTransaction(transaction -> {
            transaction.execute("""
                    INSERT INTO membership (user_no, rule_no, entered_at, withheld)
                    SELECT user_no, rule_no, '2026-01-02T00:00:00Z', CASE WHEN user_id = 'held' THEN 'CONTROL' END
                    FROM users, rule WHERE name = 'dormant-30-funded/offer-voucher'
                    """);
            transaction.execute("INSERT INTO membership_change (user_no, rule_no, entered, at, withheld)"
                    + " SELECT user_no, rule_no, true, entered_at, withheld FROM membership");
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String key(Role role) {
        return Objects.requireNonNull(server.getBean(ApiKeys.class)
                        .issue("test " + role, Set.of(role), "test")
                        .block(Duration.ofSeconds(20)))
                .secret()
                .token();
    }

    private static HttpRequest.Builder request(String path, String key) {
        String port = server.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String path, String key, String accept)
            throws IOException, InterruptedException {
        return send(request(path, key).header("Accept", accept));
    }

    @Test
    void listsAudiencesWithTheirSize() throws Exception {
        assertThat(get("/v1/audiences", marketing, "*/*").body())
                .contains(
                        "{\"key\":\"dormant-30-funded\",\"kinds\":[\"playbook\"],\"playbooks\":[\"dormant-30-funded\"],"
                                + "\"members\":1}");
    }

    @Test
    void membersComeAsPageLinesAndCsv() throws Exception {
        HttpResponse<String> page = get(MEMBERS, marketing, "*/*");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(page.body())
                .contains("\"time_zone\":\"Asia/Tokyo\"", "\"changes_cursor\":")
                .doesNotContain("held");
        HttpResponse<String> lines = get(MEMBERS, marketing, "application/x-ndjson");
        assertThat(lines.body().lines()).hasSize(1);
        assertThat(lines.headers().firstValue("Tideline-Changes-Cursor")).isPresent();
        HttpResponse<String> csv = get(MEMBERS, marketing, "text/csv");
        assertThat(csv.body())
                .startsWith("user_id,decision_id,channels,language,time_zone,send_after,expires_at,entered_at,rule\r\n")
                .contains("\"'=1+1\",,,en,Asia/Tokyo,,,2026-01-02T00:00:00Z,dormant-30-funded/offer-voucher\r\n");
    }

    @Test
    void withheldMembersAreForStrategistsWhoAsk() throws Exception {
        for (String accept : new String[] {"application/json", "application/x-ndjson", "text/csv"}) {
            assertThat(get(MEMBERS + "?include=withheld", marketing, accept).statusCode())
                    .isEqualTo(403);
            assertThat(get(MEMBERS + "?include=withheld", strategist, accept).body())
                    .contains("held", "CONTROL");
        }
        assertThat(get("/v1/audiences/dormant-30-funded/changes?include=withheld", marketing, "*/*")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void capturesAUserAsACaseThatNamesNobody() throws Exception {
        String captured = post("/v1/playbooks/dormant-30-funded:capture?user=held", strategist)
                .body();
        assertThat(captured)
                .contains("captured: fires nothing", "totalAsset: 10", "\"fired\":[],\"fields\":[\"totalAsset\"]")
                .doesNotContain("held", "12.5");
        assertThat(post("/v1/playbooks/dormant-30-funded:capture?user=held", marketing)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/v1/playbooks/dormant-30-funded:capture?user=nobody", strategist)
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/v1/playbooks/no-such:capture?user=held", strategist).statusCode())
                .isEqualTo(404);
    }

    @Test
    void saysWhyAPlaybookIsInQuarantineUntilItIsResumed() throws Exception {
        RulebookHolder holder = server.getBean(RulebookHolder.class);
        String version = Objects.requireNonNull(holder.current().playbooks().get("quiet-14"))
                .version();
        server.getBean(Database.class).doInTransaction(transaction -> {
            for (int person = 0; person < 20; person++) {
                Cuts.note(transaction, "quiet-14", version, person, "1000 rules fired, the limit");
            }
        });
        holder.refresh();
        assertThat(get("/v1/playbooks/quiet-14", strategist, "*/*").body())
                .contains("\"quarantine\":{\"persons\":20,\"reason\":\"1000 rules fired, the limit\",\"since\":");
        assertThat(post("/v1/playbooks/quiet-14:resume", strategist).statusCode())
                .isEqualTo(204);
        assertThat(get("/v1/playbooks/quiet-14", strategist, "*/*").body()).contains("\"quarantine\":null");
    }

    private static HttpResponse<String> post(String path, String key) throws IOException, InterruptedException {
        return send(request(path, key).POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void changesGoOnFromTheirCursor() throws Exception {
        HttpResponse<String> changes = get("/v1/audiences/dormant-30-funded/changes", marketing, "*/*");
        assertThat(changes.body())
                .contains("\"change\":\"entered\"", "\"next\":\"")
                .doesNotContain("held");
    }

    @Test
    void aUserIsShownDecidedAndExplained() throws Exception {
        assertThat(get("/v1/users/held", strategist, "*/*").body())
                .contains("\"person_id\":\"account:held\"", "\"total_asset\":{\"amount\":\"12.5\",\"asset\":\"USDT\"}");
        assertThat(get("/v1/users/held/decisions", strategist, "*/*").body()).isEqualTo("{\"items\":[],\"next\":null}");
        assertThat(get("/v1/users/held/explain?playbook=dormant-30-funded", strategist, "*/*")
                        .body())
                .contains("\"fired\":false", "\"values\":{\"daysSinceLastTrade\":\"null\"")
                .contains(
                        "{\"totalAsset\":{\"amount\":\"12.5\",\"asset\":\"USDT\"},\"$leastAsset\":{\"amount\":\"100\"");
    }

    @Test
    void whatIsNotThereIsAProblem() throws Exception {
        String explain = "/v1/users/held/explain";
        assertThat(get("/v1/users/nobody", strategist, "*/*").statusCode()).isEqualTo(404);
        assertThat(get("/v1/users/nobody/decisions", strategist, "*/*").statusCode())
                .isEqualTo(404);
        assertThat(get("/v1/users/nobody/explain?playbook=dormant-30-funded", strategist, "*/*")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(explain + "?playbook=no-such", strategist, "*/*").statusCode())
                .isEqualTo(404);
        assertThat(get(explain, strategist, "*/*").statusCode()).isEqualTo(400);
        assertThat(get("/v1/audiences/no-such/members", marketing, "text/csv").statusCode())
                .isEqualTo(404);
        assertThat(get(MEMBERS + "?cursor=nonsense", marketing, "*/*").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTraitIsDeclaredOnceWithItsType() throws Exception {
        assertThat(put("favourite_pair", "{\"type\":\"TEXT\"}", strategist).body())
                .isEqualTo(
                        "{\"key\":\"favourite_pair\",\"type\":\"TEXT\",\"unit\":\"\",\"description\":\"\",\"in_force\":false}");
        assertThat(put("favourite_pair", "{\"type\":\"WHOLE\"}", strategist).statusCode())
                .isEqualTo(409);
        assertThat(put("total_asset", "{\"type\":\"AMOUNT\"}", strategist).statusCode())
                .isEqualTo(422);
        assertThat(put("other", "{\"type\":\"GUESS\"}", strategist).statusCode())
                .isEqualTo(422);
        assertThat(put("other", "{\"type\":\"TEXT\"}", marketing).statusCode()).isEqualTo(403);
        assertThat(get("/v1/traits", marketing, "*/*").body()).contains("favourite_pair");
    }

    private static HttpResponse<String> put(String key, String body, String caller)
            throws IOException, InterruptedException {
        return send(request("/v1/traits/" + key, caller)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }
}
