package dev.tideline.engine.ledger;

import static dev.tideline.engine.ledger.Claiming.CAMPAIGN;
import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.asking;
import static dev.tideline.engine.ledger.Claiming.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.rules.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every ledger keeps to when a grant waits for a person. */
abstract class HoldContract extends DeskContract {

    @Test
    void aGrantThatIsTooLargeWaitsUncharged() {
        ClaimResult held = claim(asking("a", "60").charging(CAMPAIGN, "100").held(Breakers.perGrant(usdt("50"))));
        assertThat(held).isInstanceOfSatisfying(ClaimResult.Held.class, waits -> {
            assertThat(waits.by()).isEqualTo(ClaimResult.By.GRANT_TOO_LARGE);
            assertThat(charged(CAMPAIGN)).isEqualTo(usdt("0"));
            assertThat(claim(asking("a", "60").charging(CAMPAIGN, "100")))
                    .isEqualTo(new ClaimResult.Duplicate(waits.id()));
            assertThat(ledger().release(waits.id(), NOON)).contains(new ClaimResult.Claimed(waits.id()));
            assertThat(charged(CAMPAIGN)).isEqualTo(usdt("60"));
            assertThat(ledger().release(waits.id(), NOON)).contains(new ClaimResult.Duplicate(waits.id()));
        });
    }

    @Test
    void whatIsToBeHeldWaitsThoughItCostsNothing() {
        Claim claim = asking("a", "0").charging(CAMPAIGN, "100").build().held();
        assertThat(ledger().claim(claim, NOON)).isInstanceOfSatisfying(ClaimResult.Held.class, waits -> {
            assertThat(ledger().grant(waits.id()).orElseThrow().state()).isEqualTo(GrantState.HELD);
            assertThat(ledger().release(waits.id(), NOON)).contains(new ClaimResult.Claimed(waits.id()));
            assertThat(ledger().grant(waits.id()).orElseThrow().state()).isEqualTo(GrantState.RESERVED);
        });
    }

    @Test
    void theFirstFewOfARunGoAndTheRestWait() {
        Breakers two = new Breakers("run-1", usdt("100"), usdt("1000"), 2);
        List<ClaimResult> results = ledger().claim(
                        List.of(
                                asking("a", "1")
                                        .charging(CAMPAIGN, "100")
                                        .held(two)
                                        .build(),
                                asking("b", "1")
                                        .charging(CAMPAIGN, "100")
                                        .held(two)
                                        .build()),
                        NOON);
        assertThat(results).hasOnlyElementsOfType(ClaimResult.Claimed.class);
        assertThat(claim(asking("c", "1").charging(CAMPAIGN, "100").held(two)))
                .isInstanceOfSatisfying(
                        ClaimResult.Held.class, held -> assertThat(held.by()).isEqualTo(ClaimResult.By.FIRST_N));
        Breakers other = new Breakers("run-2", usdt("100"), usdt("1000"), 2);
        claimed(asking("d", "1").charging(CAMPAIGN, "100").held(other));
    }

    @Test
    void aRunThatWouldGrantTooMuchWaits() {
        Breakers ten = new Breakers("run-1", usdt("100"), usdt("10"), 100);
        claimed(asking("a", "6").charging(CAMPAIGN, "100").held(ten));
        assertThat(claim(asking("b", "5").charging(CAMPAIGN, "100").held(ten)))
                .isInstanceOfSatisfying(
                        ClaimResult.Held.class, held -> assertThat(held.by()).isEqualTo(ClaimResult.By.RUN_TOO_LARGE));
        claimed(asking("c", "4").charging(CAMPAIGN, "100").held(ten));
    }

    @Test
    void aHeldGrantIsNotReleasedWithoutRoomOrAfterItsTime() {
        ClaimResult held = claim(asking("a", "60").charging(CAMPAIGN, "100").held(Breakers.perGrant(usdt("50"))));
        GrantId id = ((ClaimResult.Held) held).id();
        claimed(asking("b", "50").charging(CAMPAIGN, "100"));
        assertThat(ledger().release(id, NOON)).contains(new ClaimResult.Refused(CAMPAIGN, usdt("50"), usdt("60")));
        assertThat(state(id)).isEqualTo(GrantState.HELD);
        Instant expiry = NOON.plus(Duration.ofDays(7));
        assertThat(ledger().release(id, expiry)).isEmpty();
        assertThat(ledger().expireDue(expiry, 1)).isEqualTo(1);
        assertThat(ledger().release(new GrantId(999_999), NOON)).isEmpty();
    }

    final ClaimResult claim(Claiming claim) {
        return ledger().claim(claim.build(), NOON);
    }

    final GrantId claimed(Claiming claim) {
        ClaimResult result = claim(claim);
        assertThat(result).isInstanceOf(ClaimResult.Claimed.class);
        return ((ClaimResult.Claimed) result).id();
    }

    final GrantState state(GrantId id) {
        return ledger().grant(id).orElseThrow().state();
    }

    final Money charged(BudgetId budget) {
        return ledger().budget(budget).orElseThrow().spent();
    }
}
