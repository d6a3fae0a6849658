package dev.tideline.api.wallets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/** A campaign for wallets as finance runs it. */
class WalletsHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String TERMS = """
            {"asset": "HOP", "decimals": 18, "pool": "10.000000000000000001", "share": "tier",
             "price": {"amount": "0.0375", "asset": "USDT"},
             "tiers": [{"volume": "1000", "multiplier": "1"}, {"volume": "10000", "multiplier": "2"}],
             "early": [{"until": "2022-03-31", "multiplier": "2"}]}""";

    @Test
    void goesFromTheFilesToThePayableGrants() {
        assertThat(put("drop", TERMS).statusCode()).isEqualTo(200);
        HttpResponse<String> wallets = csv("drop/wallets", """
                address,volume,first_use
                0xA1,1000,2022-12-01
                0xa2,20000.5,2022-01-01
                0xa3,999,2022-01-01
                0xa4,5000,2022-12-01
                0xa1,7,2022-01-01
                0xa5,much,2022-01-01
                """);
        assertThat(wallets.statusCode()).as(wallets.body()).isEqualTo(200);
        assertThat(wallets.body()).contains("\"accepted\":4", "\"duplicates\":1", "\"refused\":1", "line 2 counts");
        assertThat(csv("drop/flagged", "address\n0XA4\n0xa9\n").statusCode()).isEqualTo(200);
        HttpResponse<String> computed = post("drop:compute", "", Role.STRATEGIST);
        assertThat(computed.body())
                .contains("\"state\":\"COMPUTED\"", "\"flagged\":2,\"flagged_wallets\":1", "\"shares\":2");
        assertThat(SERVER.send(SERVER.request("/v1/wallet-campaigns/drop/result", SERVER.key(Role.FINANCE))
                                .header("Accept", "text/csv"))
                        .body())
                .isEqualTo("""
                        address,tier,outcome,amount
                        0xa1,1,SHARE,2
                        0xa2,2,SHARE,8.000000000000000001
                        0xa3,0,BELOW,0
                        0xa4,1,FLAGGED,0
                        """);
        String result =
                JsonMapper.shared().readTree(computed.body()).get("result").asString();
        assertThat(post("drop:grant", "{\"result\": \"no\"}", Role.FINANCE).statusCode())
                .isEqualTo(409);
        String wanted = "{\"result\": \"" + result + "\"}";
        assertThat(post("drop:grant", wanted, Role.STRATEGIST).statusCode()).isEqualTo(403);
        assertThat(post("drop:grant", wanted, Role.FINANCE).statusCode()).isEqualTo(202);
        untilGranted();
        assertThat(post("drop:grant", wanted, Role.FINANCE).statusCode()).isEqualTo(202);
        assertThat(SERVER.number(
                        "SELECT count(*) AS n FROM ledger_grant WHERE grant_key LIKE 'drop|%' AND state = 'PAYABLE'"))
                .isEqualTo(2);
        assertThat(SERVER.number("SELECT count(*) AS n FROM ledger_difference")).isZero();
        assertThat(put("drop", TERMS).statusCode()).isEqualTo(409);
    }

    @Test
    void aTickerHasOneScale() {
        assertThat(put("scaled", TERMS.replace("\"HOP\"", "\"HOPZ\"")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> other = put(
                "scaled-otherwise",
                TERMS.replace("\"HOP\"", "\"HOPZ\"")
                        .replace("\"decimals\": 18", "\"decimals\": 17")
                        .replace("10.000000000000000001", "10"));
        assertThat(other.statusCode()).as(other.body()).isEqualTo(409);
        assertThat(other.body()).contains("HOPZ with 17 decimals", "campaign scaled has it with 18");
        HttpResponse<String> shipped = put("shipped", TERMS.replace("\"HOP\"", "\"DOGE\""));
        assertThat(shipped.statusCode()).isEqualTo(422);
        assertThat(shipped.body()).contains("DOGE has 8 decimals in assets.yaml, not 18");
    }

    @Test
    void tellsWhichTermIsWrong() {
        for (String wrong : new String[] {
            TERMS.replace("\"tier\"", "\"size\""),
            TERMS.replace("0.0375", "1e3"),
            TERMS.replace("10.000000000000000001", "10.0000000000000000001"),
            TERMS.replace("\"HOP\"", "\"USDT\""),
            TERMS.replace("\"multiplier\": \"2\"", "\"multiplier\": \"0.1234567\""),
            TERMS.replace("2022-03-31", "soon"),
            TERMS.replace("\"asset\": \"USDT\"", "\"asset\": \"EUR\""),
            TERMS.replace("0.0375", "0"),
            TERMS.replace("2022-03-31", "+999999999-12-31"),
            "{}"
        }) {
            HttpResponse<String> answer = put("wrong", wrong);
            assertThat(answer.statusCode()).as(wrong + answer.body()).isEqualTo(422);
        }
        assertThat(put("Wrong Key", TERMS).statusCode()).isEqualTo(400);
        assertThat(post("nobody:compute", "", Role.FINANCE).statusCode()).isEqualTo(404);
    }

    @Test
    void theBudgetOfACampaignIsChangedInItsToken() {
        assertThat(put("limited", TERMS.replace("\"HOP\"", "\"HOPS\"")).statusCode())
                .isEqualTo(200);
        HttpResponse<String> opened =
                budget("{\"total\": {\"amount\": \"5.000000000000000001\", \"asset\": \"HOPS\"}}", null);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(opened.body()).contains("{\"amount\":\"5.000000000000000001\",\"asset\":\"HOPS\"}");
        HttpResponse<String> lower = budget("{\"total\": {\"amount\": \"1\", \"asset\": \"HOPS\"}}", "\"1\"");
        assertThat(lower.statusCode()).as(lower.body()).isEqualTo(200);
        HttpResponse<String> strange = budget("{\"total\": {\"amount\": \"1\", \"asset\": \"HOPX\"}}", "\"2\"");
        assertThat(strange.statusCode()).as(strange.body()).isEqualTo(422);
        assertThat(strange.body()).contains("Asset 'HOPX' is unknown", "HOPS");
        HttpResponse<String> other = budget("{\"total\": {\"amount\": \"1\", \"asset\": \"USDT\"}}", "\"2\"");
        assertThat(other.statusCode()).as(other.body()).isEqualTo(409);
    }

    private static HttpResponse<String> budget(String body, @Nullable String revision) {
        HttpRequest.Builder request = SERVER.request("/v1/budgets/CAMPAIGN:limited", SERVER.key(Role.STRATEGIST))
                .header("Content-Type", "application/json");
        if (revision != null) {
            request.header("If-Match", revision);
        }
        return SERVER.send(request.PUT(BodyPublishers.ofString(body)));
    }

    private static void untilGranted() {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!SERVER.get("/v1/wallet-campaigns/drop").get("state").asString().equals("GRANTED")) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private static HttpResponse<String> put(String key, String body) {
        return SERVER.send(
                SERVER.request("/v1/wallet-campaigns/" + key.replace(" ", "%20"), SERVER.key(Role.STRATEGIST))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> csv(String path, String body) {
        return SERVER.send(SERVER.request("/v1/wallet-campaigns/" + path, SERVER.key(Role.FINANCE))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> post(String path, String body, Role role) {
        return SERVER.send(SERVER.request("/v1/wallet-campaigns/" + path, SERVER.key(role))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body)));
    }
}
