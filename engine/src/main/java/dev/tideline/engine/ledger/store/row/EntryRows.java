package dev.tideline.engine.ledger.store.row;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.book.Account;
import dev.tideline.engine.ledger.book.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Rows of {@code ledger_entry} and of the accounts that they name, in one transaction. */
final class EntryRows {

    private static final Comparator<Account> ORDER = Comparator.comparing(Account::owner)
            .thenComparing(account -> account.asset().key())
            .thenComparing(Account::bucket);

    private final Transaction transaction;

    EntryRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Books entries; accounts are opened when they are first named. */
    void insert(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Columns rows = new Columns(8);
        entries.forEach(entry -> rows.add(
                entry.grant().number(),
                entry.step(),
                entry.from().owner(),
                entry.from().bucket(),
                entry.to().bucket(),
                entry.amount().asset().key(),
                entry.amount().minor(),
                entry.countedAt()));
        if (insert(rows) == 0) {
            open(entries);
            if (insert(rows) == 0) {
                throw new IllegalStateException("Some of " + entries.size() + " entries found no account");
            }
        }
    }

    /** Opens the accounts of entries that are not open yet; worth while before booking where budgets are new. */
    void open(List<Entry> entries) {
        List<Account> accounts = entries.stream()
                .flatMap(entry -> Stream.of(entry.from(), entry.to()))
                .distinct()
                .sorted(ORDER)
                .toList();
        Columns rows = new Columns(3);
        accounts.forEach(account ->
                rows.add(account.owner(), account.bucket(), account.asset().key()));
        if (rows.rows() == 0) {
            return;
        }
        transaction
                .sql("""
                        INSERT INTO ledger_account (owner, bucket, asset)
                        SELECT owner, bucket, asset FROM unnest(:owners, :buckets, :assets) WITH ORDINALITY
                            AS a (owner, bucket, asset, place)
                        WHERE NOT EXISTS (SELECT FROM ledger_account k
                            WHERE k.owner = a.owner AND k.asset = a.asset AND k.bucket = a.bucket)
                        ORDER BY place
                        ON CONFLICT (owner, asset, bucket) DO NOTHING
                        """)
                .bind("owners", rows.get(0))
                .bind("buckets", rows.get(1))
                .bind("assets", rows.get(2))
                .update();
    }

    /** All, or none if an account is not open. */
    private long insert(Columns rows) {
        return transaction
                .sql("""
                        WITH booked AS (
                            SELECT e.*, f.account_no AS from_account, t.account_no AS to_account
                            FROM unnest(:nos, :steps, :owners, :froms, :tos, :assets, :amounts, :counted)
                                WITH ORDINALITY
                                AS e (no, step, owner, from_bucket, to_bucket, asset, amount, counted_at, place)
                            JOIN ledger_account f
                                ON f.owner = e.owner AND f.asset = e.asset AND f.bucket = e.from_bucket
                            JOIN ledger_account t
                                ON t.owner = e.owner AND t.asset = e.asset AND t.bucket = e.to_bucket
                        )
                        INSERT INTO ledger_entry (grant_no, step, from_account, to_account, asset, amount, counted_at)
                        SELECT no::bigint, step, from_account, to_account, asset, amount::numeric,
                            counted_at::timestamptz
                        FROM booked
                        WHERE (SELECT count(*) FROM booked) = cardinality(:nos)
                        ORDER BY place
                        """)
                .bind("nos", rows.get(0))
                .bind("steps", rows.get(1))
                .bind("owners", rows.get(2))
                .bind("froms", rows.get(3))
                .bind("tos", rows.get(4))
                .bind("assets", rows.get(5))
                .bind("amounts", rows.get(6))
                .bind("counted", rows.get(7))
                .update();
    }
}
