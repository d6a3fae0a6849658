package dev.tideline.engine.ledger;

import static dev.tideline.engine.ledger.Claiming.CAMPAIGN;
import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.asking;
import static dev.tideline.engine.ledger.Claiming.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.rules.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every ledger keeps to, where claims are booked at the end of their transaction. */
class BookingLastIT extends LedgerContract {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Override
    Ledger ledger() {
        return new CommittingLedger(DB.database(), PostgresLedger::bookingLast);
    }

    @AfterEach
    void addsUp() {
        assertThat(Difference.in(DB.database())).isEmpty();
        DB.truncateLedger();
    }

    /** Claims 10 of the campaign, and does this before the transaction ends. */
    private void claimingTen(Runnable meanwhile) {
        DB.database().doInTransaction(transaction -> {
            ClaimResult result = PostgresLedger.bookingLast(transaction)
                    .claim(asking("a", "10").charging(CAMPAIGN, "15").build(), NOON);
            assertThat(result).isInstanceOf(ClaimResult.Claimed.class);
            meanwhile.run();
        });
    }

    private Money spent() {
        return ledger().budget(CAMPAIGN).orElseThrow().spent();
    }

    private void claimingTenCollides(Runnable meanwhile) {
        DatabaseException refused = catchThrowableOfType(DatabaseException.class, () -> claimingTen(meanwhile));
        assertThat(refused.worthRetrying()).isTrue();
        assertThat(ledger().live(new GrantKey("a"))).isEmpty();
    }

    private void claimed(String key, String amount) {
        assertThat(new CommittingLedger(DB.database())
                        .claim(asking(key, amount).charging(CAMPAIGN, "15").build(), NOON))
                .isInstanceOf(ClaimResult.Claimed.class);
    }

    @Test
    void othersClaimOfTheSameBudgetMeanwhile() {
        ledger().open(CAMPAIGN, Limits.total(usdt("15")), NOON);
        claimingTen(() -> claimed("b", "5"));
        assertThat(spent()).isEqualTo(usdt("15"));
    }

    @Test
    void whoTookTheRoomMeanwhileKeepsIt() {
        ledger().open(CAMPAIGN, Limits.total(usdt("15")), NOON);
        claimingTenCollides(() -> claimed("b", "6"));
        assertThat(spent()).isEqualTo(usdt("6"));
    }

    @Test
    void whoTookTheKeyMeanwhileKeepsIt() {
        ledger().open(CAMPAIGN, Limits.total(usdt("15")), NOON);
        DatabaseException refused =
                catchThrowableOfType(DatabaseException.class, () -> claimingTen(() -> claimed("a", "1")));
        assertThat(refused.worthRetrying()).isTrue();
        assertThat(spent()).isEqualTo(usdt("1"));
    }

    @Test
    void whoOpenedTheBudgetOfAPersonMeanwhileKeepsIt() {
        BudgetId person = new BudgetId(BudgetId.Kind.PERSON, "p1");
        DatabaseException refused = catchThrowableOfType(
                DatabaseException.class,
                () -> DB.database().doInTransaction(transaction -> {
                    PostgresLedger.bookingLast(transaction)
                            .claim(asking("a", "10").charging(person, "15").build(), NOON);
                    ledger().claim(asking("b", "6").charging(person, "15").build(), NOON);
                }));
        assertThat(refused.worthRetrying()).isTrue();
        assertThat(ledger().budget(person).orElseThrow().spent()).isEqualTo(usdt("6"));
    }

    @Test
    void limitsThatChangedMeanwhileAreReadAgain() {
        ledger().open(CAMPAIGN, Limits.total(usdt("15")), NOON);
        claimingTenCollides(() -> ledger().limit(CAMPAIGN, Limits.total(usdt("20")), 1, NOON));
        claimingTenCollides(() -> ledger().close(CAMPAIGN, true, 2, NOON));
        assertThat(spent()).isEqualTo(usdt("0"));
    }

    @Test
    void whereRoomIsScarceTheBudgetIsLockedFirst() {
        ledger().open(CAMPAIGN, Limits.total(usdt("9")), NOON);
        DB.database().doInTransaction(transaction -> {
            ClaimResult result = PostgresLedger.bookingLast(transaction)
                    .claim(asking("a", "10").charging(CAMPAIGN, "9").build(), NOON);
            assertThat(result).isInstanceOf(ClaimResult.Refused.class);
            assertThat(DB.database()
                            .<Integer>inTransaction(
                                    other -> other.sql("SELECT 1 AS n FROM budget FOR UPDATE SKIP LOCKED")
                                            .list(row -> row.integer("n"))
                                            .size()))
                    .isZero();
        });
    }
}
