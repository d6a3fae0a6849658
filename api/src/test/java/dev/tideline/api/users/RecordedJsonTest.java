package dev.tideline.api.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RecordedJsonTest {

    private static final RecordedJson RECORDED =
            new RecordedJson(new Amounts(Vocabulary.shipped(), "USDC"), JsonMapper.shared());

    @Test
    void amountsThatWereReadHaveTheirAsset() {
        String inputs = RECORDED.inputs("{\"as_of\":\"2026-03-31T00:00:00Z\",\"user\":{\"total_asset\":\"12.5\","
                + "\"asset_30d_ago\":\"null\",\"days_since_last_trade\":\"30\"},\"gates\":{\"language\":\"en\"},"
                + "\"incentives\":[\"2026-03-01T00:00:00Z 10\"]}");
        assertThat(inputs)
                .contains("\"total_asset\":{\"amount\":\"12.5\",\"asset\":\"USDT\"}")
                .contains("\"asset_30d_ago\":null", "\"days_since_last_trade\":\"30\"", "\"language\":\"en\"")
                .contains("\"incentives\":[{\"at\":\"2026-03-01T00:00:00Z\","
                        + "\"face_value\":{\"amount\":\"10\",\"asset\":\"USDC\"}}]");
    }

    @Test
    void amountsThatTheCapCountedHaveTheirAssetAndCountsNone() {
        String parts = RECORDED.parts("[{\"kind\":\"INCENTIVE\",\"values\":{\"granted\":\"25\",\"face_value\":\"10\","
                + "\"at_most\":\"30\",\"window\":\"P30D\"}},{\"kind\":\"TOUCH\",\"values\":{\"at_most\":\"3\"}},"
                + "{\"kind\":\"AUDIENCE\"}]");
        assertThat(parts)
                .contains("\"at_most\":{\"amount\":\"30\",\"asset\":\"USDC\"}", "\"window\":\"P30D\"")
                .contains("{\"kind\":\"TOUCH\",\"values\":{\"at_most\":\"3\"}}", "{\"kind\":\"AUDIENCE\"}");
    }
}
