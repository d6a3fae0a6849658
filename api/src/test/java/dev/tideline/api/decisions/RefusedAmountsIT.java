package dev.tideline.api.decisions;

import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.money.Asset;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** An amount that is null, or of what is given in kind, moves nothing. */
class RefusedAmountsIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Asset USDT = new Asset("USDT", 6);
    private static final String NULL = "{\"amount\":null}";
    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "amountless", 2);
    }

    @Test
    void nullIsNotAllOfAnOffer() {
        String offer = users.decided(users.offered(0));
        users.call(offer + ":accept", "", fresh());
        isNoText(users.call(offer + ":redeem", NULL, fresh()), "/amount", "a text");
        isNoText(users.call(offer + ":redeem", "{\"amounts\":null}", fresh()), "/amounts", "an object of texts");
        isNoText(
                users.call(offer + ":redeem", "{\"amounts\":{\"fee-voucher-10@1\":null}}", fresh()),
                "/amounts",
                "an object of texts");
        HttpResponse<String> whole = users.call(offer + ":redeem", "{}", fresh());
        assertThat(json(whole).path("state").asString(whole.body())).isEqualTo("REDEEMED");
    }

    @Test
    void nullIsNotAllOfAGrant() {
        String grant = reserved("fee-voucher-of-a-test@1", "nothing|voucher|p-1|once");
        isNoText(users.call(Role.PRODUCT, grant + ":post", NULL, fresh()), "/amount", "a text");
        assertThat(json(users.call(Role.PRODUCT, grant + ":post", "{}", fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("PAYABLE");
        isNoText(users.call(Role.FINANCE, grant + ":claw-back", NULL, fresh()), "/amount", "a text");
        assertThat(json(users.call(Role.FINANCE, grant + ":claw-back", "{}", fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("CLAWED_BACK");
    }

    private static void isNoText(HttpResponse<String> answer, String pointer, String expected) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).at("/problems/0/pointer").asString()).isEqualTo(pointer);
        assertThat(json(answer).at("/problems/0/expected").asString()).isEqualTo(expected);
    }

    @Test
    void anOfferInKindTakesNoAmount() {
        String offer = users.decided(users.offered(1));
        users.call(offer + ":accept", "", fresh());
        SERVER.database()
                .doInTransaction(transaction -> transaction
                        .sql("UPDATE offer SET incentives = ARRAY['vip1-trial-30d@1'] WHERE decision_id = :id::uuid")
                        .bind("id", offer.substring("/v1/decisions/".length()))
                        .update());
        for (String body : List.of("{\"amount\":\"5\"}", "{\"amounts\":{\"vip1-trial-30d@1\":\"5\"}}")) {
            HttpResponse<String> part = users.call(offer + ":redeem", body, fresh());
            assertThat(part.statusCode()).as(part.body()).isEqualTo(422);
            assertThat(part.body()).contains("vip1-trial-30d@1 is given in kind");
        }
        HttpResponse<String> whole = users.call(offer + ":redeem", "", fresh());
        assertThat(json(whole).path("state").asString(whole.body())).isEqualTo("REDEEMED");
    }

    @Test
    void aGrantInKindTakesNoAmountAndIsNoMoneyInTheReconciliation() {
        String key = "nothing|trial|p-1|once";
        String grant = reserved("vip1-trial-30d@1", key);
        HttpResponse<String> part = users.call(Role.PRODUCT, grant + ":post", "{\"amount\":\"5\"}", fresh());
        assertThat(part.statusCode()).as(part.body()).isEqualTo(422);
        assertThat(part.body()).contains("vip1-trial-30d@1 is given in kind");
        users.call(Role.PRODUCT, grant + ":post", "", fresh());
        assertThat(json(users.call(Role.WALLET, grant + ":acknowledge", "", fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("PAID");
        LocalDate today = LocalDate.now(SERVER.bean(Days.class).zone());
        JsonNode day = SERVER.get("/v1/reconciliation?limit=1000&date=" + today);
        assertThat(day.path("mismatches").toString()).doesNotContain(key);
        assertThat(day.at("/in_kind/0/asset").asString()).isEqualTo("USDT");
        assertThat(day.at("/in_kind/0/grants").asInt()).isPositive();
        assertThat(day.path("ledger_differences")).isEmpty();
    }

    /** The address of a grant of 50 USDT that no offer holds. */
    private static String reserved(String incentive, String key) {
        Instant now = Instant.now();
        Claim claim = new Claim(
                new GrantKey(key),
                incentive,
                Cost.of(USDT.of("50")),
                List.of(new Charge(new BudgetId(BudgetId.Kind.CAMPAIGN, "amountless"), Limits.total(USDT.of("1000")))),
                Breakers.off(USDT),
                false,
                now.plusSeconds(3_600));
        ClaimResult claimed = new CommittingLedger(SERVER.database()).claim(claim, now);
        return "/v1/grants/" + ((ClaimResult.Claimed) claimed).id().number();
    }
}
