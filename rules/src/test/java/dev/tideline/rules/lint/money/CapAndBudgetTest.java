package dev.tideline.rules.lint.money;

import static dev.tideline.rules.lint.Drafts.ONCE;
import static dev.tideline.rules.lint.Drafts.beside;
import static dev.tideline.rules.lint.Drafts.budgets;
import static dev.tideline.rules.lint.Drafts.message;
import static dev.tideline.rules.lint.Drafts.offer;
import static dev.tideline.rules.lint.Drafts.only;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rows;
import static dev.tideline.rules.lint.Drafts.rule;
import static dev.tideline.rules.lint.Drafts.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.incentives.Timing;
import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.lint.subject.Surroundings;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapAndBudgetTest {

    private static final Surroundings SHIPPED = beside();
    private static final String NO_PERSON =
            "campaigns: { default: { total: \"1000\", perPeriod: \"100\", period: \"calendar(day, UTC)\" } }";

    @Test
    void goodwillWithoutReentryAndWithoutABudgetOfAPersonHasNoCap() {
        List<Finding> found = lint(Code.NO_CAP, draft("class: goodwill\nreentry: {}"), budgets(SHIPPED, NO_PERSON));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.blocks()).isTrue();
            assertThat(one.message())
                    .startsWith(
                            "A person whom `draft/one` fits gets `fee-voucher-10` of 10 USDT again at each run, for it"
                                    + " has no re-entry. Nothing bounds it");
        });
    }

    @Test
    void theBudgetOfAPersonBoundsIt() {
        assertThat(lint(Code.NO_CAP, draft("class: goodwill\nreentry: {}"), SHIPPED))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.severity()).isEqualTo(Severity.WARNING);
                    assertThat(one.message()).contains("Only his budget of 1000 USDT end it.");
                });
    }

    @Test
    void aCooldownOfADayBoundsItAShorterOneDoesNot() {
        Surroundings plan = budgets(SHIPPED, NO_PERSON);
        assertThat(lint(Code.NO_CAP, draft("class: goodwill\nreentry: { cooldown: P1D }"), plan))
                .isEmpty();
        assertThat(lint(Code.NO_CAP, draft("class: goodwill\nreentry: { once: { per: \"rolling(P1D)\" } }"), plan))
                .isEmpty();
        assertThat(lint(
                        Code.NO_CAP,
                        draft("class: goodwill\nreentry: { once: { per: \"calendar(day, UTC)\" } }"),
                        plan))
                .isEmpty();
        for (String often : List.of("cooldown: PT1S", "cooldown: PT23H", "once: { per: \"rolling(PT1H)\" }")) {
            assertThat(lint(Code.NO_CAP, draft("class: goodwill\nreentry: { " + often + " }"), plan))
                    .as(often)
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.blocks()).isTrue();
                        assertThat(one.message()).contains("which is less than a day", "Nothing bounds it");
                    });
        }
    }

    @Test
    void manyTimesAreNoBound() {
        Surroundings plan = budgets(SHIPPED, NO_PERSON);
        assertThat(lint(Code.NO_CAP, draft("class: goodwill\nreentry: { atMost: 100 }"), plan))
                .isEmpty();
        assertThat(lint(Code.NO_CAP, draft("class: goodwill\nreentry: { atMost: 1000000 }"), plan))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("at each run, up to 1000000 times"));
    }

    @Test
    void aPromotionIsBoundByThePersonsCapInItsAssetOnly() {
        Surroundings plan = budgets(SHIPPED, NO_PERSON);
        assertThat(lint(Code.NO_CAP, draft("reentry: {}"), plan))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        assertThat(lint(Code.NO_CAP, draft("reentry: {}"), with(plan, Incentives.of(List.of(inBitcoin())))))
                .extracting(Finding::severity)
                .containsExactly(Severity.ERROR);
    }

    @Test
    void anEventThatMayComeAgainIsANote() {
        assertThat(lint(Code.NO_CAP, draft("reentry: { event: lastReturnAt }"), SHIPPED))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.severity()).isEqualTo(Severity.NOTE);
                    assertThat(one.message()).contains("with each new `lastReturnAt`");
                });
    }

    @Test
    void aPlaybookWithoutABudgetIsTold() {
        assertThat(lint(Code.NO_BUDGET, draft(ONCE), budgets(SHIPPED, "campaigns: {}")))
                .hasSize(1);
        assertThat(lint(Code.NO_BUDGET, draft(ONCE), SHIPPED)).isEmpty();
        assertThat(lint(Code.NO_BUDGET, draft(ONCE, message("m")), budgets(SHIPPED, "campaigns: {}")))
                .isEmpty();
    }

    @Test
    void theDefaultBudgetIsNotedUntilThePlaybookIsNamed() {
        assertThat(lint(Code.DEFAULT_BUDGET, draft(ONCE), SHIPPED))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("100000000 USDT in all"));
        assertThat(lint(Code.DEFAULT_BUDGET, draft(ONCE), budgets(SHIPPED, "campaigns: { draft: { total: \"5\" } }")))
                .isEmpty();
    }

    @Test
    void aBudgetWithoutAPeriodIsTold() {
        assertThat(lint(
                        Code.NO_BUDGET_PERIOD,
                        draft(ONCE),
                        budgets(SHIPPED, "campaigns: { draft: { total: \"500\" } }")))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("all of 500 USDT may go in one run"));
    }

    @Test
    void aPeriodOfItsOwnOfItsGroupOrOfEverythingWillDo() {
        String limits = "{ total: \"500\", perPeriod: \"50\", period: \"calendar(day, UTC)\" }";
        String open = "campaigns: { draft: { total: \"500\" } }\n";
        String group = "groups: { g: { playbooks: [%s], " + limits.substring(1) + " }";
        assertThat(List.of(
                        "campaigns: { draft: " + limits + " }",
                        open + group.formatted("draft"),
                        open + "periods: { m: " + limits + " }"))
                .allSatisfy(plan -> assertThat(lint(Code.NO_BUDGET_PERIOD, draft(ONCE), budgets(SHIPPED, plan)))
                        .isEmpty());
        assertThat(lint(Code.NO_BUDGET_PERIOD, draft(ONCE), budgets(SHIPPED, open + group.formatted("other"))))
                .hasSize(1);
    }

    @Test
    void aPromiseThatNeverEndsIsRefused() {
        assertThat(lint(Code.NO_EXPIRY, draft(ONCE + "\nexpiry: P1000D"), SHIPPED))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.blocks()).isTrue();
                    assertThat(one.place().pointer()).isEqualTo("/expiry");
                });
        assertThat(lint(Code.NO_EXPIRY, draft(ONCE + "\nexpiry: P100D"), SHIPPED))
                .isEmpty();
    }

    @Test
    void anIncentiveThatNeverEndsIsRefused() {
        assertThat(lint(Code.NO_EXPIRY, draft(ONCE), lasting(Duration.ofDays(60), Duration.ofDays(41))))
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .startsWith(
                                "`fee-voucher-10` of 10 USDT may lie unused for 101 days, 60 days to claim and 41"));
        assertThat(lint(Code.NO_EXPIRY, draft(ONCE), lasting(Duration.ofDays(60), Duration.ofDays(40))))
                .isEmpty();
    }

    @Test
    void whatExceedsThePersonsCapIsNeverGranted() {
        Incentive large = worth("101");
        assertThat(lint(Code.NEVER_GRANTED, draft(ONCE), with(SHIPPED, Incentives.of(List.of(large)))))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.blocks()).isTrue();
                    assertThat(one.message()).contains("100 USDT in 30 days");
                });
        assertThat(lint(Code.NEVER_GRANTED, draft(ONCE), with(SHIPPED, Incentives.of(List.of(worth("100"))))))
                .isEmpty();
    }

    @Test
    void whatExceedsABudgetOrHasNoRateIsNeverGranted() {
        String small = "campaigns: { draft: { total: \"500\", perPeriod: \"9\", period: \"calendar(day, UTC)\" } }";
        assertThat(lint(Code.NEVER_GRANTED, draft(ONCE), budgets(SHIPPED, small)))
                .hasSize(1);
        assertThat(lint(Code.NEVER_GRANTED, draft(ONCE), budgets(SHIPPED, small.replace("\"9\"", "\"10\""))))
                .isEmpty();
        assertThat(lint(Code.NEVER_GRANTED, draft(ONCE), with(SHIPPED, Incentives.of(List.of(inBitcoin())))))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("no rate of BTC in USDT"));
        String rate = "rates: { BTC: { price: \"60000\", at: 2026-03-31T00:00:00Z, source: treasury } }\n" + NO_PERSON;
        assertThat(lint(
                        Code.NEVER_GRANTED,
                        draft(ONCE),
                        with(budgets(SHIPPED, rate), Incentives.of(List.of(inBitcoin())))))
                .isEmpty();
    }

    @Test
    void twoOffersForTheSamePersonMayExceedHisCap() {
        Subject rival = playbook("rival", ONCE, rule("rival/one", "vipLevel >= 1", offer("manager-gift-100")));
        assertThat(lint(Code.OVER_PERSON_CAP, draft(ONCE), beside(rival)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.severity()).isEqualTo(Severity.WARNING);
                    assertThat(one.rules()).containsExactly("draft/one", "rival/one");
                    assertThat(one.message())
                            .startsWith("One person may be offered 110 USDT, more than the 100 USDT in 30 days")
                            .contains("fit all users of the first");
                });
    }

    @Test
    void whereOnlySomeUsersAreConcernedItIsANoteWithAnExample() {
        Subject rival = playbook("rival", ONCE, rule("rival/one", "holdsBtc", offer("manager-gift-100")));
        assertThat(lint(Code.OVER_PERSON_CAP, draft(ONCE), beside(rival)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.severity()).isEqualTo(Severity.NOTE);
                    assertThat(one.message()).contains("fit a user with `holdsBtc` true, `vipLevel` 2");
                });
    }

    @Test
    void offersThatExcludeEachOtherOrFitTheCapDoNotExceedIt() {
        String gift = offer("manager-gift-100");
        Subject apart = playbook("rival", ONCE, rule("rival/one", "vipLevel <= 1", gift));
        Subject small = playbook("rival", ONCE, rule("rival/one", "vipLevel >= 1", offer("fee-voucher-30")));
        String group = "\nexclusivity: { group: g, policy: EXCLUSIVE }";
        Subject exclusive = playbook("rival", ONCE + group, rule("rival/one", "vipLevel >= 1", gift));
        assertThat(lint(Code.OVER_PERSON_CAP, draft(ONCE), beside(apart))).isEmpty();
        assertThat(lint(Code.OVER_PERSON_CAP, draft(ONCE), beside(small))).isEmpty();
        assertThat(lint(Code.OVER_PERSON_CAP, draft(ONCE + group), beside(exclusive)))
                .isEmpty();
        assertThat(lint(Code.OVER_PERSON_CAP, draft(ONCE), beside(exclusive))).hasSize(1);
    }

    @Test
    void sharesOfAPoolAreNoPartOfIt() {
        Subject rival = playbook("rival", ONCE, rule("rival/one", "vipLevel >= 1", offer("manager-gift-100")));
        Subject small = playbook("small", ONCE, rule("small/one", "vipLevel >= 1", offer("fee-voucher-30")));
        assertThat(lint(Code.OVER_PERSON_CAP, draft(ONCE, offer("contest-prizes")), beside(rival, small)))
                .isEmpty();
    }

    @Test
    void aTableIsToldOnceWhateverItsRows() {
        Subject rival = playbook("rival", ONCE, rule("rival/one", "vipLevel >= 1", offer("manager-gift-100")));
        Subject rows = rows(
                "draft",
                ONCE,
                rule("draft/a", "vipLevel == 1", offer("three-trades-airdrop-3")),
                rule("draft/b", "vipLevel == 2", offer("three-trades-airdrop-3")),
                rule("draft/c", "vipLevel == 3", offer("three-trades-airdrop-3")));
        assertThat(lint(Code.OVER_PERSON_CAP, rows, beside(rival)))
                .singleElement()
                .satisfies(one -> assertThat(one.rules()).containsExactly("draft/a", "rival/one"));
        assertThat(lint(Code.CHEAP_REWARD, rows, beside(rival)))
                .singleElement()
                .satisfies(one -> assertThat(one.rules()).containsExactly("draft/a", "draft/b", "draft/c"));
    }

    @Test
    void oneOfferThatComesAgainTooOftenExceedsTheCapAlone() {
        assertThat(lint(Code.OVER_PERSON_CAP, draft("reentry: { cooldown: P2D }"), SHIPPED))
                .singleElement()
                .satisfies(one -> assertThat(one.message()).contains("alone offers 10 USDT up to 15 times"));
        assertThat(lint(Code.OVER_PERSON_CAP, draft("reentry: { cooldown: P3D }"), SHIPPED))
                .isEmpty();
        assertThat(lint(Code.OVER_PERSON_CAP, draft("reentry: { cooldown: P2D, atMost: 10 }"), SHIPPED))
                .isEmpty();
        assertThat(lint(Code.OVER_PERSON_CAP, draft("reentry: { once: { per: \"calendar(day, UTC)\" } }"), SHIPPED))
                .hasSize(1);
    }

    private static List<Finding> lint(Code code, Subject subject, Surroundings surroundings) {
        return only(code, Lint.of(subject, surroundings));
    }

    private static Subject draft(String declared) {
        return draft(declared, offer("fee-voucher-10"));
    }

    private static Subject draft(String declared, String action) {
        return playbook("draft", declared, rule("draft/one", "vipLevel >= 2", action));
    }

    private static Surroundings lasting(Duration claim, Duration use) {
        Incentive one = voucher();
        Timing timing = new Timing(claim, use, one.timing().payoutAfter());
        return with(SHIPPED, Incentives.of(List.of(changed(one, one.faceValue(), timing))));
    }

    private static Incentive worth(String amount) {
        return changed(voucher(), voucher().asset().of(amount), voucher().timing());
    }

    private static Incentive inBitcoin() {
        Money face = Assets.shipped().require("BTC").of("0.0001");
        return changed(voucher(), face, voucher().timing());
    }

    private static Incentive voucher() {
        return Incentives.shipped().named("fee-voucher-10").orElseThrow();
    }

    private static Incentive changed(Incentive one, Money face, Timing timing) {
        return new Incentive(
                one.key(),
                one.version() + 1,
                one.type(),
                one.terms(),
                face,
                face,
                one.eligibility(),
                timing,
                one.vesting(),
                one.combinable(),
                one.texts());
    }
}
