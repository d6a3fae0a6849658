package dev.tideline.engine.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Asset;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PayoutBodyTest {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final Payout.Payee USER = new Payout.Payee("u-1", "p-1", null);

    @ParameterizedTest
    @CsvSource({"VIP_TRIAL,true", "FUTURES_BONUS,true", "PHYSICAL,true", "FEE_CASHBACK,false", "FIAT_BONUS,false"})
    void tellsTheWalletWhatIsGivenInKind(Incentive.Type type, boolean inKind) {
        assertThat(told(type).get("in_kind").asBoolean()).isEqualTo(inKind);
    }

    @Test
    void saysNeitherOfWhatTheCatalogueHasNoMore() {
        assertThat(told(null).get("in_kind").isNull()).isTrue();
    }

    @Test
    void saysThatAWalletOfACampaignIsPaidInItsToken() {
        Payout airdrop = payout(new Payout.Payee(null, null, "0x1"));
        assertThat(airdrop.type(Incentives.shipped())).isEqualTo(Incentive.Type.CRYPTO_REWARD);
        assertThat(payout(USER).type(Incentives.shipped())).isNull();
    }

    private static JsonNode told(Incentive.@Nullable Type type) {
        return JsonMapper.shared().readTree(PayoutBody.of(payout(USER), type)).get("data");
    }

    private static Payout payout(Payout.Payee payee) {
        return new Payout(
                1,
                Payout.Kind.PAY,
                new GrantId(1),
                new GrantKey("key"),
                "incentive@1",
                new Asset("USDT", 6).of("50"),
                payee,
                NOON,
                1,
                NOON.plusSeconds(60));
    }
}
