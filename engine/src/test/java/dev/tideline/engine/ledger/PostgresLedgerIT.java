package dev.tideline.engine.ledger;

import static dev.tideline.engine.ledger.Claiming.CAMPAIGN;
import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.asking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.ledger.store.PostgresLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresLedgerIT extends LedgerContract {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Override
    Ledger ledger() {
        return new CommittingLedger(DB.database());
    }

    @AfterEach
    void addsUp() {
        assertThat(Difference.in(DB.database())).isEmpty();
        DB.truncateLedger();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ledger_entry SET amount = 1",
                "DELETE FROM ledger_entry",
                "TRUNCATE ledger_entry",
                "UPDATE ledger_account SET owner = 'x'",
                "DELETE FROM ledger_account",
                "DELETE FROM ledger_grant"
            })
    void theLedgerOnlyGainsRows(String attempt) {
        ledger().claim(asking("a", "10").charging(CAMPAIGN, "100").build(), NOON);
        assertThatThrownBy(() -> DB.database().doInTransaction(transaction -> transaction.execute(attempt)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("only gains rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE budget SET spent = spent + 90000001",
                "UPDATE budget SET period_spent = period_spent + 90000001, spent = spent + 90000001",
                "UPDATE budget SET spent = -1, period_spent = 0",
                "UPDATE budget SET total_limit = 1",
                "UPDATE budget SET overdrawn = 1",
            })
    void theDatabaseRefusesWhatAFaultyProgramWouldWrite(String attempt) {
        ledger().claim(asking("a", "10").charging(CAMPAIGN, "100").build(), NOON);
        assertThatThrownBy(() -> DB.database().doInTransaction(transaction -> transaction.execute(attempt)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("violates check constraint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0, from_account, to_account, asset",
                "grant_no, 0, to_account, asset",
                "grant_no, from_account, 0, asset",
                "grant_no, from_account, to_account, 'BTC'",
            })
    void anEntryNamesAGrantAndAccountsOfItsAsset(String named) {
        ledger().claim(asking("a", "10").charging(CAMPAIGN, "100").build(), NOON);
        String attempt = """
                INSERT INTO ledger_entry (grant_no, from_account, to_account, asset, step, amount, counted_at)
                SELECT %s, step, amount, counted_at FROM ledger_entry""".formatted(named);
        assertThatThrownBy(() -> DB.database().doInTransaction(transaction -> transaction.execute(attempt)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("that is not there");
    }

    @Test
    void aClaimGoesWithTheTransactionThatItIsIn() {
        assertThatThrownBy(() -> DB.database().doInTransaction(transaction -> {
                    Ledger ledger = new PostgresLedger(transaction);
                    assertThat(ledger.claim(
                                    asking("a", "10").charging(CAMPAIGN, "100").build(), NOON))
                            .isInstanceOf(ClaimResult.Claimed.class);
                    throw new IllegalStateException("the outbox failed");
                }))
                .hasMessage("the outbox failed");
        assertThat(ledger().budget(CAMPAIGN)).isEmpty();
    }

    @Test
    void theSumOfAllPostingsIsNothing() {
        ClaimResult result =
                ledger().claim(asking("a", "10").charging(CAMPAIGN, "100").build(), NOON);
        GrantId id = ((ClaimResult.Claimed) result).id();
        ledger().move(id, Step.POST, NOON);
        ledger().move(id, Step.PAY, NOON);
        long sum = DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT sum(amount)::bigint AS total, count(*) AS postings FROM ledger_posting")
                        .one(row -> {
                            assertThat(row.number("postings")).isEqualTo(2 * (2 + 2 + 1));
                            return row.number("total");
                        }));
        assertThat(sum).isZero();
    }

    @Test
    void theCheckerSeesWhatDoesNotAddUp() {
        ledger().claim(asking("a", "10").charging(CAMPAIGN, "100").build(), NOON);
        DB.database().doInTransaction(transaction -> {
            transaction.execute("UPDATE budget SET spent = spent - 1, period_spent = period_spent - 1");
            transaction.execute("UPDATE ledger_grant SET amount = amount + 1");
        });
        assertThat(Difference.in(DB.database()))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("spent CAMPAIGN:winback: 9999999, booked 10000000"))
                .anyMatch(line -> line.startsWith("period spent CAMPAIGN:winback"))
                .anyMatch(line -> line.startsWith("house RESERVED USDT: 10000001, booked 10000000"));
        DB.database().doInTransaction(transaction -> {
            transaction.execute("UPDATE budget SET spent = spent + 1, period_spent = period_spent + 1");
            transaction.execute("UPDATE ledger_grant SET amount = amount - 1");
        });
    }
}
