package dev.tideline.api.decisions;

import static dev.tideline.api.decisions.Sleepers.BANNER;
import static dev.tideline.api.decisions.Sleepers.BUDGET;
import static dev.tideline.api.decisions.Sleepers.decide;
import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Budgets over HTTP. */
class BudgetsHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "budgeted", 6);
    }

    private static String usdt(String amount) {
        return "{\"total\":{\"amount\":\"" + amount + "\",\"asset\":\"USDT\"}}";
    }

    @Test
    void limitsChangeByRevision() {
        String other = "/v1/budgets/PERSON:of-a-test";
        assertThat(users.put(other, "{\"total\":{\"amount\":\"5\",\"asset\":\"USDT\"}}", null)
                        .headers()
                        .firstValue("ETag"))
                .hasValue("\"1\"");
        String more = "{\"total\":{\"amount\":\"7.5\",\"asset\":\"USDT\"},\"period\":\"calendar(day, UTC)\"}";
        assertThat(users.put(other, more, null).statusCode()).isEqualTo(428);
        assertThat(users.put(other, more, "\"1\"").statusCode()).isEqualTo(200);
        assertThat(users.put(other, more, "\"1\"").statusCode()).isEqualTo(412);
        for (String same : List.of(more, "{}")) {
            assertThat(users.put(other, same, "\"2\"").headers().firstValue("ETag"))
                    .as("nothing changes: %s", same)
                    .hasValue("\"2\"");
        }
        assertThat(users.put(other, more, "\"of-something-else\"").statusCode()).isEqualTo(412);
        assertThat(users.put(other, more, "W/\"2\"").statusCode()).isEqualTo(412);
        assertThat(users.put(other, more, "no-tag").statusCode()).isEqualTo(400);
        assertThat(users.put(other, "{\"total\":{\"amount\":\"1\",\"asset\":\"BTC\"}}", "\"2\"")
                        .statusCode())
                .isEqualTo(409);
        assertThat(users.put(other, "{\"total\":{\"amount\":\"1e9\",\"asset\":\"USDT\"}}", "\"2\"")
                        .statusCode())
                .isEqualTo(422);
        assertThat(users.put(other, more, "*").statusCode()).isEqualTo(200);
        assertThat(users.put("/v1/budgets/PERSON:not-open", more, "*").statusCode())
                .isEqualTo(412);
        assertThat(users.put(other, usdt("-5"), "*").body())
                .contains("A limit of -5 USDT is below 0")
                .doesNotContain("10000000");
        assertThat(users.put(other, "{\"period\":\"rolling(P30D)\"}", "*").body())
                .contains("calendar(day|week|month, zone)")
                .doesNotContain("or rolling");
        for (String period : List.of("monthly", "calendar(year, UTC)", "calendar(month)")) {
            assertThat(users.put(other, "{\"period\":\"" + period + "\"}", "*").body())
                    .contains(period, "calendar(day|week|month, zone)")
                    .doesNotContain("or rolling");
        }
        assertThat(SERVER.get("/v1/budgets").toString()).contains("PERSON:of-a-test");
        assertThat(SERVER.get(BUDGET).at("/spent/amount").isString()).isTrue();
        assertThat(users.put("/v1/budgets/NONE:x", more, null).statusCode()).isEqualTo(404);
    }

    @Test
    void aLimitThatIsNullIsNotOneThatStays() {
        String id = "/v1/budgets/PERSON:nullified";
        assertThat(users.put(id, usdt("5"), null).statusCode()).isEqualTo(200);
        for (String member : List.of("total", "per_period", "period")) {
            HttpResponse<String> answer = users.put(id, "{\"" + member + "\":null}", "*");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(json(answer).at("/problems/0/pointer").asString()).isEqualTo("/" + member);
        }
    }

    @Test
    void namesThatAFeedMayTellCanBeAddressed() {
        for (String name :
                List.of("10.0.0.0/24", "a//b", "2001:db8::/64", "a%b", "a;b=1", "a\\b", "100 %", "a:pause")) {
            String id = "DEVICE:" + name;
            String at = "/v1/budgets/"
                    + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
            assertThat(users.put(at, usdt("5"), null).statusCode()).as(id).isEqualTo(200);
            assertThat(SERVER.get(at).path("id").asString()).isEqualTo(id);
        }
        assertThat(SERVER.get("/v1/budgets/..%2Fkeys").path("status").asInt()).isEqualTo(400);
    }

    @Test
    void whatIsLeftOutStaysAsItIs() {
        String id = "/v1/budgets/PERSON:kept";
        String daily = "{\"amount\":\"5\",\"asset\":\"USDT\"}";
        assertThat(users.put(id, "{\"per_period\":" + daily + "}", null).statusCode())
                .isEqualTo(422);
        String opened = usdt("50").replace("}}", "},\"per_period\":" + daily + ",\"period\":\"calendar(day, UTC)\"}");
        users.put(id, opened, null);
        assertThat(users.put(id, usdt("50"), null).statusCode()).isEqualTo(200);
        assertLimits(json(users.put(id, usdt("70"), "\"1\"")), "70", "5", "calendar(day, UTC)");
        assertLimits(
                json(users.put(id, "{\"per_period\":" + daily.replace('5', '6') + "}", "\"2\"")),
                "70",
                "6",
                "calendar(day, UTC)");
        assertLimits(
                json(users.put(id, "{\"period\":\"calendar(week, UTC)\"}", "\"3\"")), "70", "6", "calendar(week, UTC)");
    }

    @Test
    void aBudgetThatOnlyItsTotalBindsGoesOnSo() {
        String id = "/v1/budgets/PERSON:total-alone";
        users.put(id, usdt("50"), null);
        assertLimits(json(users.put(id, usdt("70"), "\"1\"")), "70", "70", "calendar(month, UTC)");
    }

    @Test
    void aBudgetToWhichNothingIsEverChargedIsNotOpened() {
        for (String never : List.of("CAMPAIGN:dormant-30-fundet", "GROUP:g1", "PERIOD:month", "IP:i-1")) {
            HttpResponse<String> answer = users.put("/v1/budgets/" + never, usdt("5"), null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).contains("Nothing is ever charged to " + never);
        }
        assertThat(users.put("/v1/budgets/CAMPAIGN:dormant-30-fundet", usdt("5"), null)
                        .body())
                .contains("dormant-30-funded");
        assertThat(users.put("/v1/budgets/DEVICE:d-of-a-test", usdt("5"), null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRaisedLimitMakesThoseDirtyWhomItRefused() {
        String person = "/v1/budgets/PERSON:p-" + users.offered(4);
        users.put(person, usdt("5"), null);
        SERVER.database()
                .doInTransaction(transaction ->
                        transaction.sql("""
                                INSERT INTO decision_state (person_no, user_no, rule, playbook, version, outcome, reason,
                                    decision_id, decided_at, standing, revision)
                                SELECT person_no, user_no, 'of/a-test', 'of', 'v', 'DROPPED', 'BUDGET_EXHAUSTED',
                                    gen_random_uuid(), now(), false, 0
                                FROM users WHERE user_id = :user
                                """).bind("user", users.offered(4)).update());
        String before = changed();
        assertThat(users.put(person, usdt("4"), "\"1\"").statusCode()).isEqualTo(200);
        assertThat(changed()).isEqualTo(before);
        assertThat(users.put(person, usdt("6"), "\"2\"").statusCode()).isEqualTo(200);
        assertThat(changed()).isNotEqualTo(before);
    }

    private static String changed() {
        return SERVER.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT changed_xid::text AS xid FROM users WHERE user_id = :user")
                        .bind("user", users.offered(4))
                        .one(row -> row.text("xid")));
    }

    @Test
    void anAcceptanceThatReservesNamesTheBudgetThatLacksRoomAndSucceedsOnceThereIs() {
        String user = users.offered(5);
        JsonNode offers = json(users.call(Sleepers.decide(user), "{\"placement\":\"reward-hub\"}", Sleepers.fresh()));
        String offer = "/v1/decisions/" + offers.at("/offers/0/decision_id").asString(offers.toString());
        String person = "/v1/budgets/PERSON:p-" + user;
        users.put(person, usdt("5"), null);
        String call = Sleepers.fresh();
        HttpResponse<String> refused = users.call(offer + ":accept", "", call);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(json(refused).path("reason").asString()).isEqualTo("BUDGET_EXHAUSTED");
        assertThat(json(refused).path("state").asString()).isEqualTo("OPEN");
        assertThat(json(refused).at("/values/budget").asString()).isEqualTo("PERSON:p-" + user);
        assertThat(json(refused).at("/values/left").asString()).isEqualTo("5 USDT");
        assertThat(users.call(offer + ":accept", "", call).body())
                .as("under the same key")
                .isEqualTo(refused.body());
        assertThat(users.put(person, usdt("10"), "\"1\"").statusCode()).isEqualTo(200);
        assertThat(json(users.call(offer + ":accept", "", Sleepers.fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");
        assertThat(SERVER.get(person).at("/spent/amount").asString()).isEqualTo("10");
    }

    private static void assertLimits(JsonNode budget, String total, String perPeriod, String period) {
        assertThat(budget.at("/total/amount").asString()).as(budget.toString()).isEqualTo(total);
        assertThat(budget.at("/per_period/amount").asString()).isEqualTo(perPeriod);
        assertThat(budget.path("period").asString()).isEqualTo(period);
    }

    @Test
    void aChangeOfABudgetThatIsNotOpenIsOutdated() {
        HttpResponse<String> answer = users.put("/v1/budgets/PERSON:nobody-opened", usdt("1"), "\"1\"");
        assertThat(answer.statusCode()).isEqualTo(412);
    }

    @Test
    void anAmountThatIsNoTextIsRefusedWithItsPlace() {
        HttpResponse<String> answer = users.put(
                "/v1/budgets/CAMPAIGN:of-numbers",
                "{\"total\":{\"amount\":0.123456789012345678,\"asset\":\"USDT\"}}",
                null);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/total/amount", "0.123456789012345678", "a text");
        assertThat(SERVER.get("/v1/budgets/CAMPAIGN:of-numbers").path("status").asInt())
                .isEqualTo(404);
    }

    @Test
    void burnAndForecastFollowTheLedger() {
        users.decided(users.offered(0));
        JsonNode budget = SERVER.get(BUDGET + "?window=PT2H");
        BigDecimal spent = new BigDecimal(budget.at("/burn/spent/amount").asString());
        assertThat(spent).isGreaterThanOrEqualTo(BigDecimal.TEN);
        assertThat(budget.at("/burn/window").asString()).isEqualTo("PT2H");
        assertThat(new BigDecimal(budget.at("/burn/per_hour/amount").asString()).multiply(BigDecimal.valueOf(2)))
                .isEqualByComparingTo(spent);
        assertThat(new BigDecimal(budget.at("/burn/per_day/amount").asString()))
                .isEqualByComparingTo(spent.multiply(BigDecimal.valueOf(12)));
        assertThat(Instant.parse(budget.path("exhausted_at").asString()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(900)));
        assertThat(budget.at("/over/amount").asString()).isEqualTo("0");
    }

    @Test
    void thePresentWindowIsToldWithWhatCountsInIt() {
        String id = "/v1/budgets/PERSON:by-day";
        String limits =
                "{\"total\":{\"amount\":\"50\",\"asset\":\"USDT\"},\"per_period\":{\"amount\":\"5\",\"asset\":\"USDT\"},"
                        + "\"period\":\"calendar(day, Asia/Singapore)\"}";
        users.put(id, limits, null);
        JsonNode idle = SERVER.get(id);
        assertThat(idle.path("period_spent")).isEqualTo(idle.path("spent"));
        Instant from = Instant.parse(idle.path("period_from").asString());
        assertThat(from.atZone(ZoneId.of("Asia/Singapore")).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(from).isBetween(Instant.now().minus(Duration.ofDays(1)), Instant.now());
        assertThat(Instant.parse(idle.path("period_until").asString())).isEqualTo(from.plus(Duration.ofDays(1)));
        users.decided(users.offered(3));
        assertThat(new BigDecimal(SERVER.get(BUDGET).at("/period_spent/amount").asString()))
                .isGreaterThanOrEqualTo(BigDecimal.TEN);
    }

    @Test
    void whatDoesNotBurnHasNoForecast() {
        users.put("/v1/budgets/PERSON:idle", usdt("5"), null);
        JsonNode idle = SERVER.get("/v1/budgets/PERSON:idle");
        assertThat(idle.path("exhausted_at").isNull()).isTrue();
        assertThat(idle.path("period_exhausted_at").isNull()).isTrue();
        assertThat(idle.at("/burn/per_day/amount").asString()).isEqualTo("0");
    }

    @Test
    void aLimitBelowWhatIsSpentBlocksClaimsAtOnceAndSaysByHowMuch() {
        users.decided(users.offered(1));
        JsonNode before = SERVER.get(BUDGET);
        BigDecimal spent = new BigDecimal(before.at("/spent/amount").asString());
        HttpResponse<String> lowered =
                users.put(BUDGET, usdt("3"), "\"" + before.path("revision").asString() + "\"");
        JsonNode now = json(lowered);
        assertThat(lowered.statusCode()).isEqualTo(200);
        assertThat(new BigDecimal(now.at("/over/amount").asString()))
                .isEqualByComparingTo(spent.subtract(BigDecimal.valueOf(3)));
        JsonNode answer = json(users.call(Role.ADMIN, decide(users.offered(2)), BANNER, fresh()));
        assertThat(answer.path("status").asString()).isEqualTo("NOTHING");
        assertThat(answer.path("others").toString()).contains("BUDGET_EXHAUSTED");
        users.put(BUDGET, usdt("100000"), "\"" + now.path("revision").asString() + "\"");
        assertThat(json(users.call(decide(users.offered(2)), BANNER, fresh()))
                        .path("status")
                        .asString())
                .isEqualTo("OFFERED");
    }

    @Test
    void aListGoesOnWhereItsCursorSays() {
        for (int i = 0; i < 3; i++) {
            users.put("/v1/budgets/PERSON:listed-" + i, usdt("1"), null);
        }
        List<String> ids = new ArrayList<>();
        String query = "/v1/budgets?limit=2";
        for (JsonNode page = SERVER.get(query);
                ;
                page = SERVER.get(query + "&cursor=" + page.path("next").asString())) {
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
            if (page.path("next").isNull()) {
                break;
            }
        }
        assertThat(ids).doesNotHaveDuplicates().contains("PERSON:listed-0", "PERSON:listed-1", "PERSON:listed-2");
        assertThat(SERVER.get("/v1/budgets?cursor=nonsense").path("status").asInt())
                .isEqualTo(400);
        for (String window : List.of("PT59M", "P91D", "soon", "PT1H0.5S")) {
            assertThat(SERVER.get(BUDGET + "?window=" + window).path("status").asInt())
                    .as(window)
                    .isEqualTo(400);
        }
    }
}
