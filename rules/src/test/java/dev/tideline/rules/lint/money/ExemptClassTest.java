package dev.tideline.rules.lint.money;

import static dev.tideline.rules.lint.Drafts.beside;
import static dev.tideline.rules.lint.Drafts.offer;
import static dev.tideline.rules.lint.Drafts.only;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Subject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A class that caps of a person leave out is no way around what the caps are for. */
class ExemptClassTest {

    private static final String LADDER = "return-ladder";
    private static final String VOUCHER = "fee-voucher-30";

    @ParameterizedTest
    @ValueSource(strings = {"cooldown: PT1H", "cooldown: P1D", "event: lastLoginAt", ""})
    void whatIsPaidForNothingAgainAndAgainIsNotOwed(String reentry) {
        Subject box = draft("contractual", reentry, "mystery-box-kyc");
        assertThat(found(box, Code.OVER_CAP_BY_CLASS)).singleElement().satisfies(one -> {
            assertThat(one.blocks()).isTrue();
            assertThat(one.message()).contains("leaves it out, for the playbook is of class contractual");
            assertThat(one.message(Locale.CHINESE)).contains("contractual 类");
        });
    }

    @Test
    void theSumIsSaid() {
        assertThat(found(draft("contractual", "cooldown: P1D", "mystery-box-kyc"), Code.OVER_CAP_BY_CLASS))
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .startsWith(
                                "One person may get `mystery-box-kyc` of 5 USDT up to 30 times, 150 USDT in all, in 30"
                                        + " days. The cap of 100 USDT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"once: ever", "cooldown: P30D", "cooldown: PT72H, atMost: 3"})
    void whatStaysWithinTheCapIsNotTold(String reentry) {
        assertThat(found(draft("contractual", reentry, "mystery-box-kyc"), Code.OVER_CAP_BY_CLASS))
                .isEmpty();
    }

    @Test
    void whatTheCapCountsIsLeftToIt() {
        assertThat(found(draft("promotional", "cooldown: PT1H", "mystery-box-kyc"), Code.OVER_CAP_BY_CLASS))
                .isEmpty();
    }

    @Test
    void aLargePrizeIsSeenByWhoeverApproves() {
        for (String reentry : List.of("cooldown: P3D", "once: ever")) {
            assertThat(found(draft("contractual", reentry, "contest-prizes"), Code.OVER_CAP_BY_CLASS))
                    .as(reentry)
                    .extracting(Finding::severity)
                    .containsExactly(Severity.WARNING);
        }
    }

    @Test
    void anEventIsAWarningWhereNoCapCountsIt() {
        assertThat(found(draft("goodwill", "event: lastReturnAt", "goodwill-voucher-5"), Code.NO_CAP))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void nothingKeepsAStreakAndACashbackApart() {
        Subject both = playbook(
                "draft",
                "class: contractual\nreentry: { cooldown: P30D }",
                rule("draft/one", "daysSinceLastTrade >= 7", offer(LADDER)),
                rule("draft/two", "daysSinceLastTrade >= 7", offer(VOUCHER)));
        assertThat(found(both, Code.STREAK_OVERPAYS)).singleElement().satisfies(one -> {
            assertThat(one.blocks()).isTrue();
            assertThat(one.message())
                    .contains("Nothing keeps `return-ladder` (draft/one) and `fee-voucher-30` (draft/two) apart");
        });
    }

    @Test
    void norWhereTheyAreInTwoPlaybooks() {
        Subject ladder = draft("contractual", "cooldown: P30D", LADDER);
        Subject voucher = playbook(
                "other",
                "class: goodwill\nreentry: { cooldown: P30D }",
                rule("other/one", "daysSinceLastTrade >= 7", offer(VOUCHER)));
        for (Finding one : List.of(
                only(Code.STREAK_OVERPAYS, Lint.of(ladder, beside(voucher))).get(0),
                only(Code.STREAK_OVERPAYS, Lint.of(voucher, beside(ladder))).get(0))) {
            assertThat(one.message()).contains("`return-ladder` (draft/one) and `fee-voucher-30` (other/one) apart");
        }
    }

    @Test
    void promotionalOnesAreKeptApart() {
        Subject both = playbook(
                "draft",
                "reentry: { cooldown: P30D }",
                rule("draft/one", "daysSinceLastTrade >= 7", offer(LADDER)),
                rule("draft/two", "daysSinceLastTrade >= 7", offer(VOUCHER)));
        assertThat(found(both, Code.STREAK_OVERPAYS)).isEmpty();
    }

    private static Subject draft(String kind, String reentry, String incentive) {
        return playbook(
                "draft",
                "class: " + kind + "\nreentry: { " + reentry + " }",
                rule("draft/one", "daysSinceLastTrade >= 7", offer(incentive)));
    }

    private static List<Finding> found(Subject subject, Code code) {
        return only(code, Lint.of(subject, beside()));
    }
}
