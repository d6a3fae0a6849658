package dev.tideline.api.decisions;

import static dev.tideline.api.contract.Patience.until;
import static dev.tideline.api.decisions.Sleepers.BANNER;
import static dev.tideline.api.decisions.Sleepers.BUDGET;
import static dev.tideline.api.decisions.Sleepers.decide;
import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static dev.tideline.api.decisions.Sleepers.preview;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.offer.Proposal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Offers over HTTP, from the screen to the claw-back. */
class DecisionsHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "sleeper", 8);
    }

    @Test
    void anOfferGoesFromTheScreenToTheClawBack() {
        HttpResponse<String> decided = users.call(decide(users.offered(0)), BANNER, fresh());
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        JsonNode offer = json(decided).at("/offers/0");
        assertThat(offer.at("/incentives/0/incentive").asString()).isEqualTo("fee-voucher-10@1");
        assertThat(offer.at("/incentives/0/face_value").toString()).isEqualTo("{\"amount\":\"10\",\"asset\":\"USDT\"}");
        assertThat(offer.at("/incentives/0/conditions").asString()).isNotBlank();
        String path = "/v1/decisions/" + offer.path("decision_id").asString();
        assertThat(users.call(path + ":seen", "", null).statusCode()).isEqualTo(200);
        assertThat(json(users.call(path + ":accept", "", fresh())).path("state").asString())
                .isEqualTo("ACCEPTED");
        JsonNode refusal = json(users.call(path + ":dismiss", "", fresh()));
        assertThat(refusal.path("status").asInt()).isEqualTo(409);
        assertThat(refusal.path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(refusal.path("possible").toString()).isEqualTo("[\"redeem\",\"void\"]");
        assertThat(json(users.call(path + ":redeem", "", fresh())).path("state").asString())
                .isEqualTo("REDEEMED");
        assertThat(json(users.call(path + ":claw-back", "", fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("CLAWED_BACK");
        assertThat(types(decided))
                .containsExactlyInAnyOrder(
                        "offer.made", "offer.seen", "offer.accepted", "offer.redeemed", "offer.clawed_back");
    }

    /** What the outbox holds of the first offer of an answer. */
    private static List<String> types(HttpResponse<String> decided) {
        return SERVER.database()
                .inTransaction(transaction -> transaction
                        .sql(
                                "SELECT body::json ->> 'type' AS type FROM outbox WHERE decision_id = :id::uuid AND notice")
                        .bind("id", json(decided).at("/offers/0/decision_id").asString())
                        .list(row -> row.text("type")));
    }

    @Test
    void anOfferTellsWhatWhyUntilWhenAndByWhom() {
        JsonNode offer =
                json(users.call(preview(users.offered(6)), BANNER, null)).at("/offers/0");
        assertThat(offer.path("decision_id").isNull()).isTrue();
        assertThat(offer.path("rule").asString()).startsWith(Sleepers.PLAYBOOK + "/");
        assertThat(offer.path("version").asString()).matches("[0-9a-f]{64}");
        assertThat(offer.at("/incentives/0/type").asString()).isEqualTo("FEE_CASHBACK");
        assertThat(offer.at("/incentives/0/name").asString()).isNotBlank();
        assertThat(Instant.parse(offer.path("expires_at").asString())).isAfter(Instant.now());
        assertThat(offer.path("texts").isArray()).isTrue();
        JsonNode effect = offer.at("/incentives/0");
        assertThat(effect.at("/terms/ratio").asString()).isEqualTo("1");
        assertThat(effect.at("/terms/most_per_trade/asset").asString()).isEqualTo("USDT");
        assertThat(effect.path("use_within").asString()).isEqualTo("PT168H");
        assertThat(effect.path("payout_after").asString()).isEqualTo("PT24H");
        assertThat(effect.at("/vesting/kind").asString()).isEqualTo("at_once");
        assertThat(effect.path("combinable").asBoolean()).isFalse();
    }

    @Test
    void whatTheLawAsksToBeShownIsToldInFull() {
        Instant end = Instant.parse("2026-03-31T00:00:00Z");
        Proposal proposal = new Proposal(
                "p", "p/r", "v", List.of(), "t", List.of("mica-marketing", "repealed"), "zh-Hant", end, end);
        assertThat(OfferView.of(proposal, SERVER.bean(EvaluationPolicy.class)).statements())
                .satisfiesExactly(
                        mica -> assertThat(mica.text()).startsWith("本加密资产营销信息"),
                        gone -> assertThat(gone.text()).isEqualTo("repealed"));
    }

    @Test
    void aDecisionComesOutOfItsRecordAgainAndATamperedOneIsTold() {
        for (String answered : List.of(users.offered(0), users.control())) {
            JsonNode decided = json(users.call(decide(answered), BANNER, fresh()));
            String id = decided.findValue("decision_id") == null
                    ? SERVER.get("/v1/users/" + answered + "/decisions")
                            .at("/items/0/id")
                            .asString()
                    : decided.findValue("decision_id").asString();
            String replay = "/v1/decisions/" + id + ":replay";
            assertThat(SERVER.get(replay).path("identical").asBoolean())
                    .as("%s", SERVER.get(replay))
                    .isTrue();
            SERVER.database()
                    .doInTransaction(transaction -> transaction
                            .sql("UPDATE decision SET reason = 'FAVOUR' WHERE decision_id = :id::uuid")
                            .bind("id", id)
                            .update());
            JsonNode told = SERVER.get(replay);
            assertThat(told.path("identical").asBoolean()).isFalse();
            assertThat(told.at("/differences/0/path").asString()).isEqualTo("/reason");
            assertThat(told.at("/differences/0/stored").asString()).isEqualTo("FAVOUR");
        }
        assertThat(SERVER.get("/v1/decisions/" + fresh() + ":replay")
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(SERVER.get("/v1/decisions/none:replay").path("status").asInt())
                .isEqualTo(404);
    }

    @Test
    void onlyKeysWithTheRoleSeeWhyTheOthersLost() {
        String user = preview(users.offered(6));
        assertThat(json(users.call(Role.PRODUCT, user, BANNER, null))
                        .path("others")
                        .isNull())
                .isTrue();
        for (Role role : List.of(Role.STRATEGIST, Role.ADMIN)) {
            JsonNode others = json(users.call(role, user, BANNER, null)).path("others");
            assertThat(others.isArray()).as("%s", role).isTrue();
            others.forEach(other -> assertThat(other.path("reason").asString()).isNotBlank());
        }
    }

    @Test
    void askedAgainUnderAnotherKeyTheSameOfferStandsAndNothingMoreIsReserved() {
        HttpResponse<String> first = users.call(decide(users.offered(7)), BANNER, fresh());
        String spent = SERVER.get(BUDGET).at("/spent/amount").asString();
        HttpResponse<String> again = users.call(decide(users.offered(7)), BANNER, fresh());
        assertThat(json(again).path("offers")).isEqualTo(json(first).path("offers"));
        assertThat(SERVER.get(BUDGET).at("/spent/amount").asString()).isEqualTo(spent);
    }

    @Test
    void aPreviewWritesNoRowAnywhere() {
        until(() -> SERVER.number("SELECT count(*) AS n FROM live_queue") == 0);
        Map<String, Long> before = rows();
        for (int user = 0; user < 8; user++) {
            assertThat(users.call(preview(users.offered(user)), BANNER, null).statusCode())
                    .isEqualTo(200);
        }
        users.call(preview(users.control()), BANNER, null);
        assertThat(rows()).isEqualTo(before);
    }

    /** How many rows each table has; those of the scheduler change by themselves, and so do users whose events wait. */
    private static Map<String, Long> rows() {
        List<String> tables = SERVER.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'tideline'"
                                + " AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'qrtz%'")
                        .list(row -> row.text("t")));
        assertThat(tables).contains("offer", "decision", "ledger_entry", "idempotent_call", "outbox");
        Map<String, Long> rows = new TreeMap<>();
        tables.forEach(table -> rows.put(table, SERVER.number("SELECT count(*) AS n FROM " + table)));
        return rows;
    }

    @Test
    void pastItsTimeTheFallbackIsToldAndNothingWritten() {
        String decisions = "SELECT count(*) AS n FROM decision";
        long before = SERVER.number(decisions);
        JsonNode answer = SERVER.database().inTransaction(transaction -> {
            transaction.execute("LOCK TABLE source_watermark IN ACCESS EXCLUSIVE MODE"); // which every pull reads
            return json(users.call(decide(users.offered(5)), "{\"placement\":\"hurried\"}", fresh()));
        });
        assertThat(answer.path("status").asString()).isEqualTo("FALLBACK");
        assertThat(answer.path("fallback").asString()).isEqualTo("house-banner");
        assertThat(SERVER.number(decisions)).isEqualTo(before);
    }

    @Test
    void aHeldOutUserGetsAControlAnswer() {
        JsonNode answer = json(users.call(decide(users.control()), BANNER, fresh()));
        assertThat(answer.path("status").asString()).isEqualTo("CONTROL");
        assertThat(answer.path("offers").size()).isZero();
        assertThat(answer.path("control").size()).isEqualTo(1);
        String id = answer.at("/control/0/decision_id").asString();
        JsonNode refusal = json(users.call("/v1/decisions/" + id + ":accept", "", fresh()));
        assertThat(refusal.path("state").asString()).isEqualTo("HELD_OUT");
        assertThat(refusal.path("possible").isEmpty()).isTrue();
    }

    @Test
    void whatDoesNotFitOrIsUnknownIsAProblem() {
        String user = decide(users.offered(5));
        assertThat(users.call(user, "{\"placement\":\"nowhere\"}", fresh()).statusCode())
                .isEqualTo(422);
        HttpResponse<String> context =
                users.call(user, "{\"placement\":\"home-banner\",\"context\":{\"device\":\"fax\"}}", fresh());
        assertThat(context.statusCode()).isEqualTo(422);
        assertThat(context.body()).contains("context/device");
        assertThat(users.call(decide("nobody"), BANNER, fresh()).statusCode()).isEqualTo(404);
        assertThat(users.call("/v1/decisions/" + fresh() + ":accept", "", fresh())
                        .statusCode())
                .isEqualTo(404);
        assertThat(users.call("/v1/decisions/nonsense:accept", "", fresh()).statusCode())
                .isEqualTo(404);
    }
}
