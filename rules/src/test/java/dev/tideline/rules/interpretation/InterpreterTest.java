package dev.tideline.rules.interpretation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.reading.condition.ConditionReader;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {
                "lastCsat == 3 ~ false",
                "lastCsat != 3 ~ true",
                "lastCsat < 3 ~ false",
                "lastCsat <= 3 ~ false",
                "lastCsat > 3 ~ false",
                "lastCsat >= 3 ~ false",
                "!(lastCsat < 3) ~ true",
                "!(lastCsat >= 3) ~ true",
                "lastCsat in (1, 2) ~ false",
                "lastCsat not in (1, 2) ~ true",
                "lastCsat == null ~ true",
                "lastCsat != null ~ false",
                "language == \"en\" ~ false",
                "language != \"en\" ~ true",
                "language in (\"en\") ~ false",
                "language not in (\"en\") ~ true",
                "language == null ~ true",
                "language != null ~ false",
                "language == timezone ~ false",
                "language != timezone ~ true",
                "countryCode == language ~ false",
                "countryCode != language ~ true",
                "riskFlags contains \"X\" ~ false",
                "riskFlags not contains \"X\" ~ true",
                "selfMatchRatio < matchedPairShare ~ false",
                "selfMatchRatio >= matchedPairShare ~ false",
                "shortHoldVolumeShare > matchedPairShare ~ false",
                "shortHoldVolumeShare < matchedPairShare ~ false",
                "matchedPairShare < shortHoldVolumeShare ~ false",
                "matchedPairShare <= 2 * shortHoldVolumeShare ~ false",
                "matchedPairShare >= -2 * shortHoldVolumeShare ~ false",
                "shortHoldVolumeShare >= 0 * matchedPairShare ~ false",
                "matchedPairShare == 0 * shortHoldVolumeShare ~ false",
                "matchedPairShare != 0 * shortHoldVolumeShare ~ true",
                "matchedPairShare == selfMatchRatio ~ false",
                "registeredAt < lastTradeAt ~ false",
                "registeredAt >= \"2020-01-01\" ~ false",
                "registeredAt < \"2020-01-01\" ~ false",
                "registeredAt != \"2020-01-01\" ~ true"
            })
    void treatsMissingValuesAsDocumented(String condition, boolean holds) {
        FactBuilder user = user();
        user.text(slot("country_code"), "DE").number(slot("short_hold_volume_share"), 500_000);
        assertThat(holds(condition, user)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\'',
            value = {
                "kycLevel == 2 ~ true",
                "kycLevel != 2 ~ false",
                "kycLevel > 1 && < 3 ~ true",
                "kycLevel >= 3 ~ false",
                "kycLevel == 5 || == 2 ~ true",
                "kycLevel in (1, 2) ~ true",
                "kycLevel not in (1, 2) ~ false",
                "totalAsset >= 100.5 ~ true",
                "totalAsset > 100.5 ~ false",
                "totalAsset == 100.500000 ~ true",
                "totalAsset <= 100.5, totalAsset < 100.500001 ~ true",
                "isTest ~ true",
                "!isTest ~ false",
                "isTest == true ~ true",
                "isTest == false ~ false",
                "isTest != false ~ true",
                "holdsBtc == false ~ true",
                "!(isTest && holdsBtc) ~ true",
                "language == \"en\" ~ true",
                "language in (\"de\", \"en\") ~ true",
                "riskFlags contains \"WASH_TRADE\" ~ true",
                "riskFlags not contains \"WASH_TRADE\" ~ false",
                "totalAsset >= 0.5 * peakAsset ~ true",
                "totalAsset > 0.5 * peakAsset ~ false",
                "totalAsset < peakAsset ~ true",
                "realizedPnl7d <= -0.3 * totalAsset ~ true",
                "realizedPnl7d < -0.3 * totalAsset ~ false",
                "registeredAt >= \"2026-03-31\" ~ true",
                "registeredAt < \"2026-03-31T00:00:00.000001Z\" ~ true",
                "kycLevel == 9 && kycLevel == 9 || isTest ~ true"
            })
    void comparesPresentValues(String condition, boolean holds) {
        FactBuilder user = user();
        user.number(slot("kyc_level"), 2)
                .number(slot("total_asset"), 100_500_000)
                .number(slot("peak_asset"), 201_000_000)
                .number(slot("realized_pnl_7d"), -30_150_000)
                .number(slot("is_test"), 1)
                .number(slot("registered_at"), 1_774_915_200_000_000L)
                .text(slot("language"), "en")
                .texts(slot("risk_flags"), Set.of("WASH_TRADE"));
        assertThat(holds(condition, user)).isEqualTo(holds);
    }

    @Test
    void anEmptyPatternHolds() {
        assertThat(holds("", user())).isTrue();
    }

    private static boolean holds(String text, FactBuilder user) {
        Condition condition = new ConditionReader()
                .read(text, "test", VOCABULARY.user(), Visibility.PLAYBOOK, Map.of())
                .orThrow();
        return Interpreter.holds(condition, user.user("u-1"));
    }

    private static FactBuilder user() {
        return VOCABULARY.user().builder();
    }

    private static int slot(String column) {
        return VOCABULARY.user().require(column).slot();
    }
}
