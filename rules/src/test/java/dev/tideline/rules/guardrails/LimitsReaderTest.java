package dev.tideline.rules.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.guardrails.Limits.ContactCap;
import dev.tideline.rules.guardrails.Limits.Hours;
import dev.tideline.rules.playbook.reentry.Window;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsReaderTest {

    private static final Limits SHIPPED = LimitsReader.shipped();

    @Test
    void shipsTheContactCapsOfTheHouse() {
        assertThat(SHIPPED.contactCaps())
                .containsExactly(
                        new ContactCap(2, Window.parse("rolling(PT24H)"), false),
                        new ContactCap(5, Window.parse("rolling(P7D)"), false),
                        new ContactCap(1, Window.parse("rolling(PT24H)"), true));
        assertThat(SHIPPED.contactExempt())
                .containsExactlyInAnyOrder(CandidateClass.SERVICE, CandidateClass.CONTRACTUAL);
    }

    @Test
    void shipsQuietHoursWithAnInAppExemption() {
        Hours general = SHIPPED.quietHours().in(List.of("EU"));
        assertThat(general.contain(LocalTime.of(8, 0))).isTrue();
        assertThat(general.contain(LocalTime.of(7, 59))).isFalse();
        assertThat(general.contain(LocalTime.of(20, 59))).isTrue();
        assertThat(general.contain(LocalTime.of(21, 0))).isFalse();
        assertThat(SHIPPED.quietHours().in(List.of("US")).contain(LocalTime.of(18, 0)))
                .isFalse();
        assertThat(SHIPPED.quietHours().in(List.of("GLOBAL", "US")).contain(LocalTime.of(18, 0)))
                .isFalse();
        assertThat(SHIPPED.quietHours().in(List.of())).isEqualTo(general);
        Hours early = new Hours(LocalTime.of(5, 0), LocalTime.of(7, 0));
        assertThat(new Limits.QuietHours(general, Map.of("UK", early), Set.of()).in(List.of("UK", "EU")))
                .isEqualTo(early);
        assertThat(SHIPPED.quietHours().exempt()).containsExactlyInAnyOrder(Channel.IN_APP, Channel.TICKET);
    }

    @Test
    void shipsAGlobalHoldoutAndACapOnIncentives() {
        assertThat(SHIPPED.globalHoldoutPercent()).isEqualTo(5);
        assertThat(SHIPPED.incentiveCap().faceValue()).isEqualByComparingTo("100");
        assertThat(SHIPPED.incentiveCap().window()).isEqualTo(Window.parse("rolling(P30D)"));
    }

    @Test
    void shipsOneOfferAtATimeAndACapByFees() {
        assertThat(SHIPPED.offers().pace()).isEqualTo(new OfferLimits.Pace(1, Window.parse("rolling(PT24H)"), 3));
        assertThat(SHIPPED.offers().value())
                .isEqualTo(new OfferLimits.ValueCap(
                        new BigDecimal("20"), new BigDecimal("0.30"), new BigDecimal("50"), 30, 12));
        assertThat(SHIPPED.offers().groups()).isEmpty();
        assertThat(SHIPPED.ranking()).isEqualTo(Ranking.NEUTRAL);
    }

    @Test
    void readsGroupsClustersAndLevers() {
        String text = ShippedGuardrails.limits()
                .replace(
                        "open: 3 }",
                        "open: 3 }\n  clusters: { device: 7 }\n  groups:\n    spring: { playbooks: [a, b], faceValue: \"9\", "
                                + "window: \"calendar(month, UTC)\" }")
                .replace("{ weight: 1 }", "{ weight: 0, families: { recall: \"1.2\" }, playbooks: { a: \"0.5\" } }");
        Limits read = LimitsReader.read("limits.yaml", text).orThrow();
        assertThat(read.offers().clusters()).isEqualTo(new OfferLimits.Clusters(7, Integer.MAX_VALUE));
        assertThat(read.offers().groups())
                .containsExactly(new OfferLimits.GroupCap(
                        "spring", Set.of("a", "b"), new BigDecimal("9"), Window.parse("calendar(month, UTC)")));
        assertThat(read.ranking().families()).containsEntry("recall", new BigDecimal("1.2"));
        assertThat(read.ranking().playbooks()).containsEntry("a", new BigDecimal("0.5"));
    }

    @Test
    void findsAllMistakesAtOnce() {
        String text = ShippedGuardrails.limits()
                .replace("atMost: 2", "atMost: 0")
                .replace("[in-app, ticket]", "[fax]")
                .replace("from: \"08:00\"", "from: \"22:00\"")
                .replace("global: 5", "global: 51");
        assertThat(LimitsReader.read("limits.yaml", text).problems())
                .extracting(problem -> problem.place().pointer())
                .containsExactlyInAnyOrder(
                        "/contact/caps/day/atMost", "/quietHours/exempt", "/quietHours/allowed/to", "/holdout/global");
    }

    @Test
    void namesWhatNobodyHas() {
        String shipped = ShippedGuardrails.limits();
        String wrong = shipped.replace("asset: USDT", "asset: USTD");
        assertThat(LimitsReader.read("limits.yaml", wrong).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().pointer()).isEqualTo("/incentives/asset");
                    assertThat(problem.expected()).contains("assets.yaml");
                });
        Limits named = LimitsReader.read(
                        "limits.yaml",
                        shipped.replace("score: { weight: 1 }", "score: { weight: 1, playbooks: { hallo: \"2\" } }"))
                .orThrow();
        assertThat(named.strangers("limits.yaml", Set.of("hallo"))).isEmpty();
        assertThat(named.strangers("limits.yaml", Set.of("hello")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().pointer()).isEqualTo("/score/playbooks");
                    assertThat(problem.value()).isEqualTo("hallo");
                    assertThat(problem.expected()).contains("hello");
                });
    }
}
