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
import dev.tideline.rules.money.Asset;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An amount that is null moves nothing. */
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
