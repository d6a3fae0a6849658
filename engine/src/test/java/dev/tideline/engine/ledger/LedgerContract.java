package dev.tideline.engine.ledger;

import static dev.tideline.engine.ledger.Claiming.CAMPAIGN;
import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.TOKEN;
import static dev.tideline.engine.ledger.Claiming.asking;
import static dev.tideline.engine.ledger.Claiming.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.LimitChange;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.money.Rate;
import dev.tideline.rules.playbook.reentry.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every ledger keeps to. */
abstract class LedgerContract extends EarnedContract {

    private static final BudgetId PERSON = new BudgetId(BudgetId.Kind.PERSON, "p1");
    private static final BudgetId DEVICE = new BudgetId(BudgetId.Kind.DEVICE, "d:1");

    @Test
    void aReservationCountsAtOnceInEveryBudget() {
        GrantId id = claimed(asking("a", "40").charging(CAMPAIGN, "100").charging(PERSON, "50"));
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("40"));
        assertThat(spent(PERSON)).isEqualTo(usdt("40"));
        assertThat(state(id)).isEqualTo(GrantState.RESERVED);
    }

    @Test
    void aBudgetIsSpentToTheLastUnitAndNoFurther() {
        claimed(asking("a", "99.999999").charging(CAMPAIGN, "100"));
        ClaimResult refused =
                ledger().claim(asking("b", "0.000002").charging(CAMPAIGN, "100").build(), NOON);
        assertThat(refused).isEqualTo(new ClaimResult.Refused(CAMPAIGN, usdt("0.000001"), usdt("0.000002")));
        assertThat(((ClaimResult.Refused) refused).message()).contains("has 0.000001 USDT left");
        claimed(asking("c", "0.000001").charging(CAMPAIGN, "100"));
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("100"));
    }

    @Test
    void aRefusalOfOneBudgetChargesNone() {
        ClaimResult refused = ledger().claim(
                        asking("a", "60")
                                .charging(CAMPAIGN, "100")
                                .charging(DEVICE, "50")
                                .build(),
                        NOON);
        assertThat(refused).isEqualTo(new ClaimResult.Refused(DEVICE, usdt("50"), usdt("60")));
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("0"));
        assertThat(ledger().live(new GrantKey("a"))).isEmpty();
    }

    @Test
    void aKeyIsGrantedOnceUntilItIsVoidOrExpired() {
        GrantId first = claimed(asking("a", "10").charging(CAMPAIGN, "100"));
        assertThat(claim(asking("a", "10").charging(CAMPAIGN, "100"))).isEqualTo(new ClaimResult.Duplicate(first));
        move(first, Step.VOID);
        GrantId second = claimed(asking("a", "10").charging(CAMPAIGN, "100"));
        assertThat(ledger().expireDue(NOON.plus(Duration.ofDays(7)), 10)).isEqualTo(1);
        GrantId third = claimed(asking("a", "10").charging(CAMPAIGN, "100"));
        move(third, Step.POST);
        move(third, Step.CLAW_BACK);
        assertThat(claim(asking("a", "10").charging(CAMPAIGN, "100"))).isEqualTo(new ClaimResult.Duplicate(third));
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("0"));
    }

    @Test
    void aBatchIsClaimedAsIfOneAfterAnother() {
        List<ClaimResult> results = ledger().claim(
                        List.of(
                                asking("a", "60").charging(CAMPAIGN, "100").build(),
                                asking("b", "60").charging(CAMPAIGN, "100").build(),
                                asking("a", "40").charging(CAMPAIGN, "100").build(),
                                asking("c", "40").charging(CAMPAIGN, "100").build()),
                        NOON);
        assertThat(results.get(0)).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(results.get(1)).isEqualTo(new ClaimResult.Refused(CAMPAIGN, usdt("40"), usdt("60")));
        assertThat(results.get(2)).isInstanceOf(ClaimResult.Duplicate.class);
        assertThat(results.get(3)).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("100"));
    }

    @Test
    void theNextInRankMovesUpWhenOneIsRefused() {
        Claim large = asking("large", "60").charging(CAMPAIGN, "50").build();
        Claim small = asking("small", "40").charging(CAMPAIGN, "50").build();
        Claim none = asking("none", "1").charging(PERSON, "50").build();
        List<ClaimResult> made = ledger().claiming(List.of(large, small, none), NOON, desk -> {
            ClaimResult first = desk.claim(large);
            return first instanceof ClaimResult.Refused ? List.of(first, desk.claim(small)) : List.of(first);
        });
        assertThat(made).hasSize(2);
        assertThat(made.get(1)).isInstanceOf(ClaimResult.Claimed.class);
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("40"));
        assertThat(spent(PERSON)).isEqualTo(usdt("0"));
        assertThat(ledger().live(new GrantKey("none"))).isEmpty();
    }

    @Test
    void whatIsTakenBackFreesItsBudgets() {
        GrantId id = claimed(asking("a", "100").charging(CAMPAIGN, "100"));
        move(id, Step.VOID);
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("0"));
        claimed(asking("b", "100").charging(CAMPAIGN, "100"));
    }

    @Test
    void aGrantMovesToPaymentAndIsClawedBack() {
        GrantId id = claimed(asking("a", "10").charging(CAMPAIGN, "100").vesting());
        assertThat(moved(id, Step.POST).state()).isEqualTo(GrantState.LOCKED);
        assertThat(moved(id, Step.VEST).state()).isEqualTo(GrantState.PAYABLE);
        assertThat(moved(id, Step.PAY).state()).isEqualTo(GrantState.PAID);
        assertThat(ledger().move(id, Step.PAY, NOON)).isInstanceOf(Moved.Already.class);
        assertThat(ledger().move(id, Step.POST, NOON)).isInstanceOf(Moved.Already.class);
        assertThat(ledger().move(id, Step.VOID, NOON)).isInstanceOf(Moved.Impossible.class);
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("10"));
        assertThat(moved(id, Step.CLAW_BACK).left()).isEqualTo(Cost.of(usdt("0")));
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("0"));
        assertThat(ledger().move(new GrantId(999_999), Step.POST, NOON)).isInstanceOf(Moved.Unknown.class);
    }

    @Test
    void aLapsedReservationIsNeverPosted() {
        GrantId id = claimed(asking("a", "10").charging(CAMPAIGN, "100"));
        Instant expiry = NOON.plus(Duration.ofDays(7));
        assertThat(ledger().move(id, Step.EXPIRE, expiry.minusMillis(1))).isInstanceOf(Moved.Impossible.class);
        assertThat(ledger().move(id, Step.POST, expiry)).isInstanceOf(Moved.Impossible.class);
        assertThat(ledger().move(id, Step.POST, expiry.minusMillis(1))).isInstanceOf(Moved.Done.class);
        assertThat(ledger().expireDue(expiry, 10)).isZero();
    }

    @Test
    void aReservedGrantStandsAsLongAsItIsToldToAndNoOtherDoes() {
        GrantId id = claimed(asking("a", "10").charging(CAMPAIGN, "100"));
        Instant expiry = NOON.plus(Duration.ofDays(7));
        assertThat(ledger().lapsing(id, expiry.plusSeconds(60), NOON)).isInstanceOf(Moved.Done.class);
        assertThat(ledger().expireDue(expiry, 10)).isZero();
        assertThat(ledger().move(id, Step.POST, expiry)).isInstanceOf(Moved.Done.class);
        assertThat(ledger().lapsing(id, NOON, NOON)).isInstanceOf(Moved.Impossible.class);
        GrantId shorter = claimed(asking("b", "10").charging(CAMPAIGN, "100"));
        ledger().lapsing(shorter, NOON.plusSeconds(60), NOON);
        assertThat(ledger().expireDue(NOON.plusSeconds(60), 10)).isEqualTo(1);
        assertThat(ledger().lapsing(shorter, expiry, NOON)).isInstanceOf(Moved.Impossible.class);
        assertThat(ledger().lapsing(new GrantId(404), expiry, NOON)).isInstanceOf(Moved.Unknown.class);
    }

    @Test
    void refundsGiveBackPartsAndNeverMoreThanTheWhole() {
        GrantId id = claimed(asking("a", "10").charging(CAMPAIGN, "100"));
        assertThat(ledger().refund(id, usdt("1"), NOON)).isInstanceOf(Moved.Impossible.class);
        move(id, Step.POST);
        assertThat(ledger().refund(id, usdt("4"), NOON)).isInstanceOf(Moved.Done.class);
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("6"));
        assertThat(ledger().refund(id, usdt("6.000001"), NOON)).isInstanceOf(Moved.Unfit.class);
        assertThat(ledger().refund(id, usdt("0"), NOON)).isInstanceOf(Moved.Unfit.class);
        assertThat(ledger().refund(id, usdt("6"), NOON)).isInstanceOf(Moved.Done.class);
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("0"));
        assertThat(ledger().grant(id).orElseThrow().state()).isEqualTo(GrantState.CLAWED_BACK);
        assertThat(ledger().move(id, Step.CLAW_BACK, NOON)).isInstanceOf(Moved.Already.class);
    }

    @Test
    void costIsFixedInTokenAndReferenceAndReturnsExactly() {
        Money token = TOKEN.of("3.000000000000000001");
        Cost cost = Cost.of(token, new Rate(TOKEN, usdt("0").asset(), new BigDecimal("0.333"), NOON, "index"));
        assertThat(cost.reference()).isEqualTo(usdt("0.999001"));
        BudgetId group = new BudgetId(BudgetId.Kind.GROUP, "tokens");
        GrantId id =
                claimed(asking("a", "0").costing(cost).charging(CAMPAIGN, "1").charging(group, TOKEN.of("4")));
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("0.999001"));
        assertThat(spent(group)).isEqualTo(token);
        move(id, Step.POST);
        for (int i = 0; i < 3; i++) {
            assertThat(ledger().refund(id, TOKEN.of("1"), NOON)).isInstanceOf(Moved.Done.class);
        }
        assertThat(spent(group)).isEqualTo(TOKEN.ofMinor(1));
        move(id, Step.CLAW_BACK);
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("0"));
        assertThat(spent(group)).isEqualTo(TOKEN.of("0"));
    }

    @Test
    void loweringALimitBeneathWhatIsSpentBlocksClaimsAndSaysByHowMuch() {
        GrantId id = claimed(asking("a", "80").charging(CAMPAIGN, "100"));
        LimitChange change = ledger().limit(CAMPAIGN, Limits.total(usdt("50")), 1, NOON);
        assertThat(change).isInstanceOfSatisfying(LimitChange.Changed.class, changed -> {
            assertThat(changed.excess()).isEqualTo(usdt("30"));
            assertThat(changed.budget().revision()).isEqualTo(2);
        });
        assertThat(claim(asking("b", "0.000001").charging(CAMPAIGN, "100")))
                .isEqualTo(new ClaimResult.Refused(CAMPAIGN, usdt("-30"), usdt("0.000001")));
        move(id, Step.VOID);
        claimed(asking("c", "50").charging(CAMPAIGN, "100"));
        assertThat(ledger().limit(CAMPAIGN, Limits.total(usdt("60")), 1, NOON)).isEqualTo(new LimitChange.Outdated(2));
        ledger().limit(CAMPAIGN, Limits.total(usdt("60")), 2, NOON);
        claimed(asking("d", "10").charging(CAMPAIGN, "100"));
    }

    @Test
    void refundsWorkOffWhatIsOverdrawn() {
        GrantId id = claimed(asking("a", "80").charging(CAMPAIGN, "100"));
        move(id, Step.POST);
        ledger().limit(CAMPAIGN, Limits.total(usdt("50")), 1, NOON);
        assertThat(ledger().refund(id, usdt("10"), NOON)).isInstanceOf(Moved.Done.class);
        assertThat(budget(CAMPAIGN).left(NOON)).isEqualTo(usdt("-20"));
        assertThat(ledger().refund(id, usdt("40"), NOON)).isInstanceOf(Moved.Done.class);
        assertThat(budget(CAMPAIGN).left(NOON)).isEqualTo(usdt("20"));
        claimed(asking("b", "20").charging(CAMPAIGN, "100"));
    }

    @Test
    void limitsStayInTheirAssetAndBudgetsMustBeKnown() {
        ledger().open(CAMPAIGN, Limits.total(usdt("1")), NOON);
        assertThat(ledger().limit(CAMPAIGN, Limits.total(TOKEN.of("1")), 1, NOON))
                .isInstanceOf(LimitChange.OtherAsset.class);
        assertThat(ledger().limit(PERSON, Limits.total(usdt("1")), 1, NOON)).isInstanceOf(LimitChange.Unknown.class);
        assertThat(ledger().close(PERSON, true, 1, NOON)).isInstanceOf(LimitChange.Unknown.class);
    }

    @Test
    void aClosedBudgetTakesNothingAndStillGivesBack() {
        GrantId id = claimed(asking("a", "10").charging(CAMPAIGN, "100"));
        ledger().close(CAMPAIGN, true, 1, NOON);
        assertThat(claim(asking("b", "1").charging(CAMPAIGN, "100")))
                .isEqualTo(new ClaimResult.Refused(CAMPAIGN, usdt("0"), usdt("1")));
        move(id, Step.VOID);
        assertThat(spent(CAMPAIGN)).isEqualTo(usdt("0"));
        ledger().close(CAMPAIGN, false, 2, NOON);
        claimed(asking("b", "1").charging(CAMPAIGN, "100"));
    }

    @Test
    void aPeriodLimitBindsInItsWindowAndTheTotalBeyond() {
        ledger().open(CAMPAIGN, daily("100", "60"), NOON);
        GrantId first = claimed(asking("a", "60").charging(CAMPAIGN, "0"));
        assertThat(claim(asking("b", "1").charging(CAMPAIGN, "0")))
                .isEqualTo(new ClaimResult.Refused(CAMPAIGN, usdt("0"), usdt("1")));
        Instant midnight = Instant.parse("2026-03-10T16:00:00Z"); // in Singapore
        assertThat(ledger().claim(asking("b", "1").charging(CAMPAIGN, "0").build(), midnight.minusMillis(1)))
                .isInstanceOf(ClaimResult.Refused.class);
        assertThat(ledger().claim(asking("b", "41").charging(CAMPAIGN, "0").build(), midnight))
                .isEqualTo(new ClaimResult.Refused(CAMPAIGN, usdt("40"), usdt("41")));
        assertThat(ledger().claim(asking("b", "40").charging(CAMPAIGN, "0").build(), midnight))
                .isInstanceOf(ClaimResult.Claimed.class);
        move(first, Step.VOID);
        assertThat(budget(CAMPAIGN).periodSpent()).isEqualTo(usdt("40"));
        assertThat(budget(CAMPAIGN).left(midnight)).isEqualTo(usdt("20"));
    }

    @Test
    void aClockThatRunsBehindSpendsNoWindowTwice() {
        ledger().open(CAMPAIGN, daily("100", "60"), NOON);
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        assertThat(ledger().claim(asking("a", "60").charging(CAMPAIGN, "0").build(), tomorrow))
                .isInstanceOf(ClaimResult.Claimed.class);
        assertThat(claim(asking("b", "1").charging(CAMPAIGN, "0"))).isInstanceOf(ClaimResult.Refused.class);
    }

    @Test
    void anotherWindowIsCountedAnewFromTheLedger() {
        ledger().open(CAMPAIGN, daily("100", "60"), NOON);
        claimed(asking("a", "30").charging(CAMPAIGN, "0"));
        Instant tomorrow = NOON.plus(Duration.ofDays(1));
        ledger().claim(asking("b", "10").charging(CAMPAIGN, "0").build(), tomorrow);
        Limits monthly =
                new Limits(usdt("100"), usdt("35"), (Window.Calendar) Window.parse("calendar(month, Asia/Singapore)"));
        assertThat(ledger().limit(CAMPAIGN, monthly, 1, tomorrow))
                .isInstanceOfSatisfying(LimitChange.Changed.class, changed -> {
                    assertThat(changed.budget().periodSpent()).isEqualTo(usdt("40"));
                    assertThat(changed.excess()).isEqualTo(usdt("5"));
                });
    }

    @Test
    void whatCostsNothingNeedsNoRoomButAnOpenBudget() {
        ledger().open(CAMPAIGN, Limits.total(usdt("0")), NOON);
        move(claimed(asking("a", "0").charging(CAMPAIGN, "0")), Step.POST);
        ledger().close(CAMPAIGN, true, 1, NOON);
        assertThat(claim(asking("b", "0").charging(CAMPAIGN, "0"))).isInstanceOf(ClaimResult.Refused.class);
    }

    private static Limits daily(String total, String perDay) {
        return new Limits(usdt(total), usdt(perDay), (Window.Calendar) Window.parse("calendar(day, Asia/Singapore)"));
    }

    private void move(GrantId id, Step step) {
        assertThat(ledger().move(id, step, NOON)).isInstanceOf(Moved.Done.class);
    }

    private Grant moved(GrantId id, Step step) {
        Moved done = ledger().move(id, step, NOON);
        assertThat(done).isInstanceOf(Moved.Done.class);
        assertThat(ledger().grant(id)).contains(((Moved.Done) done).grant());
        return ((Moved.Done) done).grant();
    }

    private Budget budget(BudgetId id) {
        return ledger().budget(id).orElseThrow();
    }

    private Money spent(BudgetId id) {
        return budget(id).spent();
    }
}
