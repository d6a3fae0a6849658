package dev.tideline.rules.incentives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IncentivesTest {

    @Test
    void keepsAmountsExactlyAsWritten() {
        assertThat(Incentives.shipped().named("goodwill-voucher-5")).get().satisfies(voucher -> {
            assertThat(voucher.type()).isEqualTo(Incentive.Type.FEE_CASHBACK);
            assertThat(voucher.expectedCost()).isEqualTo("2.50");
            assertThat(voucher.asset()).isEqualTo("USDT");
        });
    }

    @Test
    void namesEachIncentiveInTwoLanguages() {
        assertThat(Incentives.shipped().byKey().values())
                .allSatisfy(incentive -> assertThat(incentive.nameZh()).matches(".*\\p{IsHan}.*"));
    }

    @Test
    void findsAllMistakesAtOnce() {
        String text = """
                voucher: { type: vouchr, faceValue: "ten", expectedCost: "1", asset: USDT, name: { en: V, zh: V } }
                bonus: { type: streak, faceValue: "1", expectedCost: "2", asset: USDT, name: { en: B, zh: B }, colour: red }
                """;
        assertThat(Incentives.read("catalogue.yaml", text).problems())
                .extracting(problem -> problem.place().pointer())
                .containsExactlyInAnyOrder(
                        "/voucher/type",
                        "/voucher/faceValue",
                        "/voucher/expectedCost",
                        "/bonus/expectedCost",
                        "/bonus/colour");
    }
}
