package dev.tideline.rules.facts.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextFormatTest {

    @ParameterizedTest
    @CsvSource({
        "COUNTRY, DE, true",
        "COUNTRY, de, false",
        "COUNTRY, GER, false",
        "COUNTRY, ZZ, false",
        "COUNTRY, UK, false",
        "LANGUAGE, en, true",
        "LANGUAGE, zh-Hant-TW, true",
        "LANGUAGE, pt-BR, true",
        "LANGUAGE, fil, true",
        "LANGUAGE, zh_CN, false",
        "LANGUAGE, english, false",
        "LANGUAGE, qq, false",
        "LANGUAGE, '', false",
        "ZONE, Europe/Berlin, true",
        "ZONE, UTC, true",
        "ZONE, Mars/Olympus, false",
        "ZONE, +08:00, false",
        "ASSET, BTC, true",
        "ASSET, stETH, true",
        "ASSET, 1000SATS, true",
        "ASSET, BTC USDT, false",
        "ASSET, '', false",
        "ASSET, <b>, false",
        "ID, u-1, true",
        "ID, ' ', false"
    })
    void acceptsWhatTheStandardKnows(TextFormat format, String text, boolean accepted) {
        assertThat(format.accepts(text)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "COUNTRY, UK, GB",
        "COUNTRY, de, DE",
        "COUNTRY, USA, US",
        "COUNTRY, germany, DE",
        "COUNTRY, Germny, DE",
        "COUNTRY, 德国, DE",
        "LANGUAGE, zh_CN, zh-CN",
        "LANGUAGE, english, en",
        "LANGUAGE, 中文, zh",
        "ZONE, asia/shanghai, Asia/Shanghai",
        "ZONE, Asia/Shangai, Asia/Shanghai",
        "ZONE, New York, America/New_York",
    })
    void aNameOrAnotherCodeIsToldTheCode(TextFormat format, String text, String code) {
        assertThat(format.accepts(code)).isTrue();
        assertThat(format.instead(text).text()).isEqualTo(format.expected() + "; did you mean `" + code + "`?");
    }

    @ParameterizedTest
    @CsvSource({"COUNTRY, ZZ", "COUNTRY, Atlantis", "LANGUAGE, jp", "ZONE, Beijing", "ZONE, GMT+8", "ID, ' '"})
    void aTextThatIsNearToNoneIsToldTheFormAlone(TextFormat format, String text) {
        assertThat(format.instead(text).text()).isEqualTo(format.expected());
    }

    @Test
    void limitsTheLength() {
        assertThat(TextFormat.PLAIN.accepts("x".repeat(1_000))).isTrue();
        assertThat(TextFormat.PLAIN.accepts("x".repeat(1_001))).isFalse();
        assertThat(TextFormat.LONG.accepts("x".repeat(20_001))).isFalse();
        assertThat(TextFormat.ASSET.accepts("X".repeat(33))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void noneLetsNulOrHalfACharacterPass(TextFormat format) {
        assertThat(format.accepts("a\0b")).isFalse();
        assertThat(format.accepts("\ud800")).isFalse();
    }
}
