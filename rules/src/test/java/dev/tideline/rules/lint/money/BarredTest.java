package dev.tideline.rules.lint.money;

import static dev.tideline.rules.lint.Drafts.MONTHLY;
import static dev.tideline.rules.lint.Drafts.beside;
import static dev.tideline.rules.lint.Drafts.offer;
import static dev.tideline.rules.lint.Drafts.only;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarredTest {

    @Test
    void anIncentiveWhereItsTermsDoNotReachIsNeverGranted() {
        assertThat(found("", "regionGroup in (\"UK\", \"SG\")", "fee-voucher-10"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.blocks()).isTrue();
                    assertThat(one.message())
                            .startsWith(
                                    "`fee-voucher-10` of 10 USDT is never granted: nobody whom the rule fits is in its"
                                            + " regions, AE, CA, EU, GLOBAL, HK, of its classes, PRO, RETAIL, and has its KYC level, 1.");
                    assertThat(one.message(Locale.CHINESE)).contains("永远不会发放");
                });
        assertThat(found("", "clientClass == \"MARKET_MAKER\"", "fee-voucher-10"))
                .hasSize(1);
    }

    @Test
    void kycHasToStandButForACryptoReward() {
        assertThat(found("", "kycLevel == 0", "fee-voucher-10")).hasSize(1);
        assertThat(found("", "kycLevel == 0", "mystery-box-kyc")).isEmpty();
    }

    @Test
    void anIncentiveThatTheLawBarsIsNeverGranted() {
        assertThat(found("", "regionGroup == \"AE\"", "fee-voucher-10"))
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .contains("the law bars it", "dubai@1 marketing by licensed providers"));
        assertThat(found("class: contractual\n", "regionGroup == \"SANCTIONED\"", "contest-prizes"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "regionGroup in (\"UK\", \"EU\")",
                "vipLevel >= 1",
                "regionGroup == \"EU\"",
                "clientClass == null || vipLevel >= 1"
            })
    void whoMayHaveItIsEnough(String condition) {
        assertThat(found("", condition, "fee-voucher-10")).isEmpty();
    }

    @Test
    void aLicenceAndWhatIsOwedAreSpared() {
        assertThat(found("licences: [VARA]\n", "regionGroup == \"AE\"", "fee-voucher-10"))
                .isEmpty();
        assertThat(found("class: contractual\n", "regionGroup == \"SG\"", "contest-prizes"))
                .isEmpty();
    }

    private static List<Finding> found(String declared, String condition, String incentive) {
        return only(
                Code.NEVER_GRANTED,
                Lint.of(
                        playbook("draft", declared + MONTHLY, rule("draft/one", condition, offer(incentive))),
                        beside()));
    }
}
