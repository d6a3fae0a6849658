package dev.tideline.rules.incentives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.rules.incentives.terms.DepositTerms;
import dev.tideline.rules.incentives.terms.FeeTerms;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IncentivesTest {

    private static final String VOUCHER = """
            voucher:
              version: 2
              type: fee-cashback
              terms: { ratio: "0.60", mostPerTrade: "2" }
              asset: USDT
              faceValue: "10"
              expectedCost: "4"
              eligible: { regions: [GLOBAL], classes: [RETAIL], kyc: 1 }
              claimWithin: P30D
              useWithin: P7D
              payoutAfter: P1D
              texts: { en: { name: V, conditions: C }, zh: { name: 券, conditions: 条件 } }
            """;

    @Test
    void keepsAmountsExactlyAsWritten() {
        assertThat(Incentives.shipped().named("goodwill-voucher-5")).get().satisfies(voucher -> {
            assertThat(voucher.type()).isEqualTo(Incentive.Type.FEE_CASHBACK);
            assertThat(voucher.expectedCost()).hasToString("2.5 USDT");
            assertThat(voucher.expectedCost().minor()).isEqualTo(2_500_000);
        });
    }

    @Test
    void namesEachIncentiveInTwoLanguages() {
        assertThat(Incentives.shipped().byKey().values()).allSatisfy(incentive -> {
            assertThat(incentive.text("zh-CN").name()).matches(".*\\p{IsHan}.*");
            assertThat(incentive.text("zh").conditions()).matches(".*\\p{IsHan}.*");
            assertThat(incentive.text("fr")).isEqualTo(incentive.text("en"));
        });
    }

    @Test
    void findsTheTextOfALanguageInWhateverCaseItsTagComes() {
        Incentive voucher = Incentives.shipped().named("goodwill-voucher-5").orElseThrow();
        assertThat(Stream.of("zh", "ZH", "ZH-cn", "zh-Hant-TW", "zH-hans").map(voucher::text))
                .allMatch(voucher.text("zh")::equals);
        assertThat(Stream.of("fr", "", "x-own", "EN-gb", "zh_CN", "-").map(voucher::text))
                .allMatch(voucher.text("en")::equals);
    }

    @Test
    void paysTheFirstDepositsBonusForSpotVolumeOfTwiceItsTier() {
        Incentive bonus = Incentives.shipped().named("deposit-bonus-10-30-50").orElseThrow();
        assertThat(bonus.terms())
                .isInstanceOfSatisfying(
                        DepositTerms.Tiers.class,
                        terms -> assertThat(terms.tiers())
                                .hasSize(3)
                                .allSatisfy(tier -> assertThat(tier.volume())
                                        .isEqualTo(tier.netDeposit().plus(tier.netDeposit()))));
    }

    @Test
    void keepsEarlierVersionsForTheGrantsThatNameThem() {
        String both = VOUCHER + VOUCHER.replace("voucher:", "voucher@1:").replace("version: 2", "version: 1");
        Incentives read = Incentives.read("catalogue.yaml", both).orThrow();
        assertThat(read.byKey()).containsOnlyKeys("voucher");
        assertThat(read.referred("voucher@1"))
                .get()
                .extracting(Incentive::version)
                .isEqualTo(1);
        assertThat(read.referred("voucher@2"))
                .get()
                .isEqualTo(read.named("voucher").orElseThrow());
        assertThat(read.referred("voucher@3")).isEmpty();
    }

    @Test
    void refusesAnEarlierVersionThatIsNotEarlier() {
        String both = VOUCHER + VOUCHER.replace("voucher:", "voucher@2:");
        assertThat(Incentives.read("catalogue.yaml", both).problems())
                .extracting(problem -> problem.place().pointer())
                .containsExactly("/voucher@2");
    }

    @Test
    void findsAllMistakesAtOnce() {
        String text = """
                voucher:
                  version: 0
                  type: vouchr
                  terms: { ratio: "0.60" }
                  asset: USDTT
                  faceValue: "ten"
                  expectedCost: 1.5
                  eligible: { regions: [MARS], classes: [], kyc: 4 }
                  claimWithin: soon
                  useWithin: P7D
                  payoutAfter: P1D
                  texts: { en: { name: V, conditions: C } }
                  colour: red
                """;
        assertThat(Incentives.read("catalogue.yaml", text).problems())
                .extracting(problem -> problem.place().pointer())
                .contains(
                        "/voucher/version",
                        "/voucher/type",
                        "/voucher/asset",
                        "/voucher/faceValue",
                        "/voucher/expectedCost",
                        "/voucher/eligible/regions",
                        "/voucher/eligible/classes",
                        "/voucher/eligible/kyc",
                        "/voucher/claimWithin",
                        "/voucher/texts",
                        "/voucher/colour");
    }

    @Test
    void refusesTermsThatPayMoreThanTheFaceValue() {
        String bonus = VOUCHER.replace("fee-cashback", "task-center")
                .replace(
                        "{ ratio: \"0.60\", mostPerTrade: \"2\" }",
                        "{ trades: 3, within: P7D, reward: \"10.000001\" }");
        assertThat(Incentives.read("catalogue.yaml", bonus).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.expected()).contains("at most the face value"));
    }

    @Test
    void refusesABalanceToBeKeptInAnAssetWhoseBalancesNobodyKnows() {
        String kept = VOUCHER + "  vesting: { least: \"1000\", days: 30, ofDays: 90 }\n";
        assertThat(Incentives.read("catalogue.yaml", kept).problems()).isEmpty();
        assertThat(Incentives.read("catalogue.yaml", kept.replace("asset: USDT", "asset: BTC"))
                        .problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().pointer()).isEqualTo("/voucher/vesting/least");
                    assertThat(problem.expected()).contains("an incentive in USDT");
                });
    }

    @Test
    void refusesMoreDaysThanThereAre() {
        String kept = VOUCHER + "  vesting: { least: \"1000\", days: 90, ofDays: 30 }\n";
        assertThat(Incentives.read("catalogue.yaml", kept).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().pointer()).isEqualTo("/voucher/vesting/ofDays");
                    assertThat(problem.expected()).contains("90");
                });
    }

    @Test
    void refusesSharesThatAreNone() {
        for (String ratio : new String[] {"\"0\"", "\"1.01\"", "\"-0.5\"", "\"a\"", "0.6"}) {
            assertThat(Incentives.read("catalogue.yaml", VOUCHER.replace("\"0.60\"", ratio))
                            .problems())
                    .extracting(problem -> problem.place().pointer())
                    .as(ratio)
                    .containsExactly("/voucher/terms/ratio");
        }
    }

    @Test
    void refusesParametersOfAnotherType() {
        Incentive voucher = Incentives.read("catalogue.yaml", VOUCHER)
                .orThrow()
                .named("voucher")
                .orElseThrow();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Incentive(
                        "v",
                        1,
                        Incentive.Type.FEE_CASHBACK,
                        new FeeTerms.TierMatch(Duration.ofDays(1)),
                        voucher.faceValue(),
                        voucher.expectedCost(),
                        voucher.eligibility(),
                        voucher.timing(),
                        voucher.vesting(),
                        false,
                        voucher.texts()))
                .withMessageContaining("cannot have");
    }

    @Test
    void tellsWhatIsGivenInKindFromMoney() {
        Incentives shipped = Incentives.shipped();
        assertThat(shipped.isInKind("vip1-trial-30d@1")).isTrue();
        assertThat(shipped.isInKind("fee-voucher-10@1")).isFalse();
        assertThat(shipped.isInKind("vip1-trial-30d@99")).isFalse();
        assertThat(shipped.inKind())
                .contains("futures-trial-20@1", "lucky-draw-ticket@1", "apr-booster-20@1", "fee-tier-match-30d@1")
                .allMatch(shipped::isInKind);
    }

    @Test
    void admitsOnlyWhomTheTermsName() {
        Eligibility eligibility = Incentives.read("catalogue.yaml", VOUCHER)
                .orThrow()
                .named("voucher")
                .orElseThrow()
                .eligibility();
        assertThat(eligibility.admitsRegion("GLOBAL")).isTrue();
        assertThat(eligibility.admitsRegion("UK")).isFalse();
        assertThat(eligibility.admitsRegion(null)).isFalse();
        assertThat(eligibility.admitsClass("RETAIL")).isTrue();
        assertThat(eligibility.admitsClass(null)).isFalse();
        assertThat(eligibility.admitsLevel(1)).isTrue();
        assertThat(eligibility.admitsLevel(0)).isFalse();
    }
}
