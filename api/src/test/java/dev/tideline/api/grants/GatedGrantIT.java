package dev.tideline.api.grants;

import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.api.decisions.Sleepers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A grant of a sweep is paid only while its user might still be granted it. */
class GatedGrantIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "swept", 2);
    }

    /** The decision of a grant that no offer tells of, as a sweep makes it. */
    private static String granted(int number) {
        String offer = users.decided(users.offered(number));
        String decision = offer.substring(offer.lastIndexOf('/') + 1);
        JsonNode accepted = json(users.call(offer + ":accept", "", fresh()));
        assertThat(accepted.path("state").asString(accepted.toString())).isEqualTo("ACCEPTED");
        change("DELETE FROM offer WHERE decision_id = :decision::uuid", decision);
        return decision;
    }

    private static void change(String sql, String decision) {
        SERVER.database()
                .doInTransaction(transaction ->
                        transaction.sql(sql).bind("decision", decision).update());
    }

    private static HttpResponse<String> post(String decision) {
        long number = SERVER.database()
                .<Long>inTransaction(transaction -> transaction
                        .sql("SELECT grant_no FROM ledger_grant WHERE grant_key = (SELECT part ->> 'grant_key'"
                                + " FROM decision, jsonb_array_elements(parts) part WHERE decision_id = :decision::uuid"
                                + " AND part ->> 'grant_key' IS NOT NULL)")
                        .bind("decision", decision)
                        .one(row -> row.number("grant_no")));
        return users.call("/v1/grants/" + number + ":post", "", fresh());
    }

    private static void tell(String user, String facts) {
        SERVER.post(
                "/v1/users:import",
                "application/x-ndjson",
                "{\"user_id\":\"" + user + "\",\"snapshot_date\":\"" + LocalDate.now(ZoneOffset.UTC) + "\"," + facts
                        + "}");
    }

    @Test
    void whoIsBarredMeanwhileIsPaidOnceThatPasses() {
        String decision = granted(0);
        tell(users.offered(0), "\"risk_flags\":[\"SANCTIONS_HIT\"]");
        HttpResponse<String> refused = post(decision);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(json(refused).path("reason").asString()).isEqualTo("INELIGIBLE_SANCTIONS");
        assertThat(json(refused).path("detail").asString()).contains("INELIGIBLE_SANCTIONS", "stands until");
        tell(users.offered(0), "\"risk_flags\":[]");
        HttpResponse<String> posted = post(decision);
        assertThat(json(posted).path("state").asString(posted.body())).isEqualTo("PAYABLE");
        tell(users.offered(0), "\"risk_flags\":[\"SANCTIONS_HIT\"]");
        assertThat(post(decision).statusCode()).as("asked again").isEqualTo(200);
    }

    @Test
    void whatNoEvaluationHasGrantedYetIsNotPaid() {
        String decision = granted(1);
        change("DELETE FROM incentive_grant WHERE decision_id = :decision::uuid", decision);
        HttpResponse<String> refused = post(decision);
        assertThat(json(refused).path("reason").asString(refused.body())).isEqualTo("NOT_EVALUATED");
    }
}
