package dev.tideline.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerdictReaderTest {

    @Test
    void readsTheThreeVerdictsWithTheirCodes() {
        assertThat(VerdictReader.read("{\"verdict\":\"allow\"}"))
                .isEqualTo(new Verdict(Verdict.Kind.ALLOW, "RISK_ALLOWED", ""));
        assertThat(VerdictReader.read("{\"verdict\":\"hold\",\"code\":\"velocity-3\"}"))
                .isEqualTo(new Verdict(Verdict.Kind.HOLD, "HELD_BY_RISK", "velocity-3"));
        assertThat(VerdictReader.read("{\"verdict\":\"deny\",\"code\":\"MULTI.ACC\",\"more\":[1]}"))
                .isEqualTo(new Verdict(Verdict.Kind.DENY, "RISK_DENIED", "MULTI.ACC"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "allow",
                "\"allow\"",
                "{}",
                "[]",
                "null",
                "{\"verdict\":null}",
                "{\"verdict\":true}",
                "{\"verdict\":[\"allow\"]}",
                "{\"verdict\":\"ALLOW\"}",
                "{\"verdict\":\"allow \"}",
                "{\"verdict\":\"maybe\"}",
                "{\"verdict\":\"allow\"",
                "{\"verdict\":\"deny\",\"verdict\":\"allow\"} {"
            })
    void whatIsNoVerdictIsADenial(String body) {
        assertThat(VerdictReader.read(body).kind()).isEqualTo(Verdict.Kind.DENY);
    }

    @Test
    void aCodeThatIsTextForPeopleIsLeftOut() {
        for (String code :
                new String[] {"\"Bob Smith is suspicious\"", "\"a\\nb\"", "7", "\"" + "x".repeat(61) + "\""}) {
            assertThat(VerdictReader.read("{\"verdict\":\"hold\",\"code\":" + code + "}")
                            .note())
                    .as(code)
                    .isEmpty();
        }
    }
}
