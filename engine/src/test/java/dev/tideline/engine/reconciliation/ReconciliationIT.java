package dev.tideline.engine.reconciliation;

import static dev.tideline.engine.ledger.Claiming.CAMPAIGN;
import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.TOKEN;
import static dev.tideline.engine.ledger.Claiming.USDT;
import static dev.tideline.engine.ledger.Claiming.asking;
import static dev.tideline.engine.ledger.Claiming.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.reconciliation.Reconciliation.Mismatch;
import dev.tideline.engine.reconciliation.Reconciliation.Reason;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Rate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReconciliationIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Rate RATE = new Rate(TOKEN, USDT, new BigDecimal("0.000001"), NOON, "test");

    private final Ledger ledger = new CommittingLedger(DB.database());
    private final Reconciliations reconciliations =
            new Reconciliations(DB.database(), ZoneOffset.UTC, Incentives.shipped());
    private LocalDate today;

    @BeforeEach
    void empty() {
        DB.truncateLedger();
        DB.truncate("payout", "wallet_statement", "wallet_payment");
        today = DB.database().inTransaction(t -> t.now()).atZone(ZoneOffset.UTC).toLocalDate();
    }

    @Test
    void aDayOnWhichBothAgreeHasNoDifference() throws IOException {
        paid("a", "10");
        token("b", "0.000000000000000001");
        GrantId back = paid("c", "5");
        ledger.refund(back, usdt("1.25"), NOON);
        posted("d", "7");
        take("a,USDT,10.000", "b,TIDE,0.000000000000000001", "c,USDT,5", "c,USDT,-1.25");
        Reconciliation day = day();
        assertThat(day.mismatches()).isEmpty();
        assertThat(day.ledgerDifferences()).isEmpty();
        assertThat(day.assets())
                .extracting(Object::toString)
                .containsExactly(
                        "AssetTotal[asset=TIDE, paid=1E-18, reported=1E-18, difference=0,"
                                + " payable=0, mismatches=0]",
                        "AssetTotal[asset=USDT, paid=13.75, reported=13.75, difference=0, payable=7, mismatches=0]");
        assertThat(day.statement())
                .satisfies(statement -> assertThat(statement.repeated()).isEqualTo(1));
    }

    @Test
    void aLastDigitThatIsOffIsFoundByItsKey() throws IOException {
        token("tail", "123456789012345.000000000000000001");
        take("tail,TIDE,123456789012345.000000000000000002");
        assertThat(day().assets().get(0).difference()).isEqualTo(new BigDecimal("0.000000000000000001"));
        assertThat(day().mismatches())
                .extracting(Mismatch::grantKey, Mismatch::reason)
                .containsExactly(tuple("tail", Reason.AMOUNT));
    }

    @Test
    void tellsWhatSeemsToBeWrong() throws IOException {
        paid("forgotten", "1");
        paid("twice", "2");
        paid("swapped", "3");
        posted("silent", "4");
        ledger.move(posted("gone", "5"), Step.CLAW_BACK, NOON);
        take(
                "twice,USDT,2",
                "twice,USDT,2",
                "swapped,USDC,3",
                "swapped,USDT,3",
                "silent,USDT,4",
                "gone,USDT,5",
                "stranger,USDT,6");
        assertThat(day().mismatches())
                .extracting(one -> one.grantKey() + " " + one.reason())
                .containsExactly(
                        "forgotten NOT_REPORTED",
                        "gone NOT_OWED",
                        "silent NOT_ACKNOWLEDGED",
                        "stranger UNKNOWN_GRANT",
                        "swapped OTHER_ASSET",
                        "twice AMOUNT");
        assertThat(day().assets()).anySatisfy(total -> {
            assertThat(total.asset()).isEqualTo("USDT");
            assertThat(total.difference()).isEqualTo("16");
        });
    }

    @Test
    void whatTheWalletPaidBeforeMidnightIsOfAnotherDay() throws IOException {
        paid("late", "9");
        new Statements(DB.database(), IngestLimits.STANDARD)
                .take(today.minusDays(1), body("late,USDT,9"), Instant.now());
        assertThat(day().mismatches()).extracting(Mismatch::reason).containsExactly(Reason.OTHER_DAY);
    }

    @Test
    void whatIsGivenInKindIsNoMoneyAndNoStatementTellsIt() throws IOException {
        paid("voucher", "10");
        GrantId trial = post(of("vip1-trial-30d@1", "trial", "50"));
        ledger.move(trial, Step.PAY, NOON);
        post(of("futures-trial-20@1", "waiting", "20"));
        take("voucher,USDT,10", "trial,USDT,0");
        assertThat(day().mismatches()).isEmpty();
        assertThat(day().assets())
                .extracting(Object::toString)
                .containsExactly("AssetTotal[asset=USDT, paid=10, reported=10, difference=0, payable=0, mismatches=0]");
        assertThat(day().inKind())
                .extracting(Object::toString)
                .containsExactly("InKind[asset=USDT, grants=1, given=50, payable=20]");
        ledger.refund(trial, usdt("20"), NOON);
        assertThat(day().inKind())
                .extracting(Object::toString)
                .containsExactly("InKind[asset=USDT, grants=1, given=30, payable=20]");
        assertThat(day().mismatches()).isEmpty();
        assertThat(day().ledgerDifferences()).isEmpty();
    }

    @Test
    void moneyThatWasPaidForWhatIsGivenInKindIsFound() throws IOException {
        ledger.move(post(of("vip1-trial-30d@1", "trial", "50")), Step.PAY, NOON);
        take("trial,USDT,50");
        assertThat(day().mismatches())
                .extracting(Mismatch::grantKey, Mismatch::paid, Mismatch::reason)
                .containsExactly(tuple("trial", BigDecimal.ZERO, Reason.IN_KIND));
        assertThat(day().assets().get(0).difference()).isEqualTo("50");
    }

    @Test
    void whatTheCatalogueHasNoMoreIsTakenForMoney() throws IOException {
        ledger.move(post(of("vip-trial-of-former-days@1", "former", "50")), Step.PAY, NOON);
        take();
        assertThat(day().inKind()).isEmpty();
        assertThat(day().mismatches()).extracting(Mismatch::reason).containsExactly(Reason.NOT_REPORTED);
    }

    @Test
    void mismatchesComeInPagesByKey() throws IOException {
        take("a,USDT,1", "b,USDT,1", "b,USDC,1", "c,USDT,1");
        Reconciliation first = reconciliations.of(today, "", 2);
        assertThat(first.mismatches()).extracting(Mismatch::grantKey).containsExactly("a", "b", "b");
        Reconciliation second = reconciliations.of(today, String.valueOf(first.next()), 2);
        assertThat(second.mismatches()).extracting(Mismatch::grantKey).containsExactly("c");
        assertThat(second.next()).isNull();
    }

    @Test
    void oneBadLineRefusesTheWholeStatementAndKeepsTheOneBefore() throws IOException {
        paid("kept", "1");
        take("kept,USDT,1");
        IngestReport report = take("kept,USDT,1", ",usdt,1e5", "x,USDT");
        assertThat(report.accepted()).isZero();
        assertThat(report.problems())
                .extracting(problem ->
                        problem.place().line() + ":" + problem.place().column())
                .containsExactly("3:1", "3:2", "3:3", "4:0");
        assertThat(day().mismatches()).isEmpty();
    }

    @Test
    void aBodyWithAnotherHeaderIsRefused() throws IOException {
        IngestReport report = new Statements(DB.database(), IngestLimits.STANDARD)
                .take(
                        today,
                        new ByteArrayInputStream("key,asset,amount\na,USDT,1\n".getBytes(StandardCharsets.UTF_8)),
                        Instant.now());
        assertThat(report.refused()).isEqualTo(2);
        assertThat(report.problems().get(0).expected()).isEqualTo("the header grant_key,asset,amount");
        assertThat(day().statement()).isNull();
    }

    private Reconciliation day() {
        return reconciliations.of(today, "", 100);
    }

    private IngestReport take(String... lines) throws IOException {
        return new Statements(DB.database(), IngestLimits.STANDARD).take(today, body(lines), Instant.now());
    }

    private static ByteArrayInputStream body(String... lines) {
        String text = "grant_key,asset,amount\n" + String.join("\n", lines) + (lines.length == 0 ? "" : "\n");
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private GrantId paid(String key, String amount) {
        GrantId grant = posted(key, amount);
        ledger.move(grant, Step.PAY, NOON);
        return grant;
    }

    private static Claim of(String incentive, String key, String amount) {
        Claim asked = asking(key, amount).charging(CAMPAIGN, "1000000000").build();
        return new Claim(
                asked.key(),
                incentive,
                asked.cost(),
                asked.charges(),
                asked.breakers(),
                asked.locked(),
                asked.expiresAt());
    }

    private void token(String key, String amount) {
        Claim claim = asking(key, "1")
                .costing(Cost.of(TOKEN.of(amount), RATE))
                .charging(CAMPAIGN, "1000000000")
                .build();
        ledger.move(post(claim), Step.PAY, NOON);
    }

    private GrantId posted(String key, String amount) {
        return post(asking(key, amount).charging(CAMPAIGN, "1000000000").build());
    }

    private GrantId post(Claim claim) {
        GrantId grant = ((ClaimResult.Claimed) ledger.claim(claim, NOON)).id();
        ledger.move(grant, Step.POST, NOON);
        return grant;
    }
}
