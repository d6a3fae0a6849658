package dev.tideline.api.decisions;

import static dev.tideline.api.decisions.Sleepers.BANNER;
import static dev.tideline.api.decisions.Sleepers.BUDGET;
import static dev.tideline.api.decisions.Sleepers.decide;
import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static dev.tideline.api.decisions.Sleepers.preview;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What test keys do, and that nothing real notices. */
class TestKeysHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String REAL = """
            SELECT 'rows ' || (SELECT count(*) FROM offer) + (SELECT count(*) FROM decision)
                + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM ledger_grant)
                + (SELECT count(*) FROM ledger_entry) + (SELECT count(*) FROM contact)
                + (SELECT count(*) FROM incentive_grant) + (SELECT count(*) FROM report.decisions)
                + (SELECT count(*) FROM ledger_difference) AS line
            UNION ALL SELECT kind || ':' || key || ' ' || spent FROM budget
            ORDER BY line
            """;

    private static Sleepers testers;
    private static Sleepers users;
    private static String key;

    @BeforeAll
    static void testers() {
        users = Sleepers.on(SERVER, "no-tester", 2);
        testers = Sleepers.on(SERVER, "tester", 4, true);
        JsonNode made = json(SERVER.post(
                "/v1/keys",
                "application/json",
                "{\"owner\":\"app team\",\"roles\":[\"product\",\"finance\"],\"test\":true}"));
        assertThat(made.at("/key/test").asBoolean()).isTrue();
        key = made.path("token").asString();
    }

    @Test
    void aTestUserGoesThroughEverythingAndNothingRealChanges() {
        JsonNode spent = SERVER.get(BUDGET).path("spent");
        List<String> real = real();
        HttpResponse<String> decided = testers.call(key, decide(testers.offered(0)), BANNER, fresh());
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        assertThat(json(decided).at("/offers/0/incentives/0/incentive").asString())
                .isEqualTo("fee-voucher-10@1");
        String offer =
                "/v1/decisions/" + json(decided).at("/offers/0/decision_id").asString();
        for (String turn : List.of(":seen", ":accept", ":redeem", ":claw-back")) {
            assertThat(testers.call(key, offer + turn, "", fresh()).statusCode())
                    .as(turn)
                    .isEqualTo(200);
        }
        assertThat(SERVER.get(BUDGET).path("spent")).isEqualTo(spent);
        assertThat(real()).isEqualTo(real);
        assertThat(testers.call(offer + ":seen", "", null).statusCode()).isEqualTo(404);
    }

    @Test
    void whoIsNoTestUserIsNotThere() {
        for (String path : List.of(decide(users.offered(0)), preview(users.offered(0)), decide("nobody"))) {
            assertThat(testers.call(key, path, BANNER, fresh()).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        String offer = users.decided(users.offered(1));
        assertThat(testers.call(key, offer + ":accept", "", fresh()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTokenOfATestKeyStaysOnTheShadow() {
        List<String> real = real();
        String user = testers.offered(1);
        String token = json(testers.call(key, "/v1/users/" + user + "/tokens", "", null))
                .path("token")
                .asString();
        HttpResponse<String> decided = testers.call(token, decide(user), BANNER, fresh());
        assertThat(json(decided).path("status").asString()).isEqualTo("OFFERED");
        assertThat(real()).isEqualTo(real);
    }

    @Test
    void aTestKeyMintsNoTokenForWhoIsNoTestUser() {
        for (String user : List.of(users.offered(0), "nobody")) {
            HttpResponse<String> answer = testers.call(key, "/v1/users/" + user + "/tokens", "", null);
            assertThat(answer.statusCode()).as(user).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("tlu_");
        }
    }

    @Test
    void aRealKeyGivesATestUserNoIncentive() {
        JsonNode answer = json(testers.call(preview(testers.offered(2)), BANNER, null));
        assertThat(answer.path("offers"))
                .allSatisfy(
                        offer -> assertThat(offer.path("incentives").isEmpty()).isTrue());
    }

    @Test
    void whatIsHeldOnTheShadowIsFoundAndEndedThere() {
        HttpResponse<String> decided = testers.call(key, decide(testers.offered(3)), BANNER, fresh());
        String decision = json(decided).at("/offers/0/decision_id").asString(decided.body());
        SERVER.database()
                .doInTransaction(transaction -> transaction
                        .sql("UPDATE tideline_shadow.offer SET state = 'PENDING', held_by = 'HELD_BY_BREAKER'"
                                + " WHERE decision_id = :decision::uuid")
                        .bind("decision", decision)
                        .update());
        String queue = "/v1/decisions?state=pending&limit=1000";
        assertThat(SERVER.send(SERVER.request(queue, key)).body()).contains(decision);
        assertThat(SERVER.get(queue).toString()).doesNotContain(decision);
        String offer = "/v1/decisions/" + decision;
        assertThat(testers.call(key, offer + ":void", "", fresh()).statusCode()).isEqualTo(200);
        assertThat(SERVER.send(SERVER.request(queue, key)).body()).doesNotContain(decision);
    }

    /** Rows of everything that is real, and what each budget spent. */
    private static List<String> real() {
        return SERVER.database()
                .inTransaction(transaction -> transaction.sql(REAL).list(row -> row.text("line")));
    }
}
