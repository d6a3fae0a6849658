package dev.tideline.engine.reconciliation;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Statement;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.reconciliation.Reconciliation.AssetTotal;
import dev.tideline.engine.reconciliation.Reconciliation.InKind;
import dev.tideline.engine.reconciliation.Reconciliation.Mismatch;
import dev.tideline.engine.reconciliation.Reconciliation.Reason;
import dev.tideline.rules.incentives.Incentives;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the ledger's days with the wallet's statements. Thread-safe; blocks. */
public final class Reconciliations {

    /** What is given in kind is no money, so that the wallet reports none of it. */
    private static final String COMPARED = """
            WITH booked AS (
                SELECT p.grant_key, p.asset, g.incentive = ANY(:kind::text[]) AS in_kind, sum(p.amount) AS paid,
                    bool_or(p.amount > 0) AS acknowledged
                FROM ledger_paid p JOIN ledger_grant g USING (grant_no)
                WHERE p.booked_at >= :from AND p.booked_at < :to GROUP BY 1, 2, 3
            ), compared AS (
                SELECT grant_key, asset, coalesce(p.paid, 0) AS paid, coalesce(w.amount, 0) AS reported,
                    coalesce(w.lines, 0) AS lines
                FROM (SELECT * FROM booked WHERE NOT in_kind) p
                FULL JOIN (SELECT * FROM wallet_payment WHERE day = :day) w USING (grant_key, asset)
            )
            """;

    private static final String ASSETS = COMPARED + """
            , payable AS (
                SELECT p.asset, g.incentive = ANY(:kind::text[]) AS in_kind,
                    sum(p.amount * ('0.' || repeat('0', g.decimals) || '1')::numeric * 10) AS payable
                FROM ledger_posting p JOIN ledger_account a USING (account_no)
                JOIN ledger_grant g USING (grant_no)
                WHERE a.owner = 'house' AND a.bucket = 'PAYABLE' AND p.booked_at < :to GROUP BY 1, 2
            ), moved AS (
                SELECT asset, false AS in_kind, sum(paid) AS paid, sum(reported) AS reported,
                    count(*) FILTER (WHERE paid <> reported) AS keys
                FROM compared GROUP BY 1
                UNION ALL
                SELECT asset, true, sum(paid), 0, count(*) FILTER (WHERE acknowledged) FROM booked WHERE in_kind GROUP BY 1
            )
            SELECT asset, in_kind, coalesce(paid, 0) AS paid, coalesce(reported, 0) AS reported,
                coalesce(payable, 0) AS payable, coalesce(keys, 0) AS keys
            FROM moved FULL JOIN payable USING (asset, in_kind) ORDER BY asset
            """;

    private static final String MISMATCHES = COMPARED + """
            , page AS (
                SELECT * FROM compared WHERE paid <> reported AND grant_key > :after
                ORDER BY grant_key FETCH FIRST (:most) ROWS WITH TIES
            )
            SELECT page.*, g.grant_no, g.state, g.asset AS owed_in,
                (SELECT coalesce(sum(w.amount), 0) FROM wallet_payment w
                    WHERE w.grant_key = page.grant_key AND w.asset = page.asset) AS ever_reported,
                coalesce(g.incentive = ANY(:kind::text[]), false) AS in_kind,
                CASE WHEN g.state = 'PAID' AND g.asset = page.asset AND g.incentive <> ALL(:kind::text[]) THEN (g.amount - g.refunded)
                    * ('0.' || repeat('0', g.decimals) || '1')::numeric * 10 ELSE 0 END AS ever_paid
            FROM page LEFT JOIN LATERAL (
                SELECT * FROM ledger_grant g WHERE g.grant_key = page.grant_key ORDER BY grant_no DESC LIMIT 1) g ON true
            ORDER BY page.grant_key, page.asset
            """;

    private final Database database;
    private final ZoneId zone;
    private final Incentives catalogue;

    /**
     * Compares days of this zone.
     *
     * @param catalogue says what is given in kind; what it does not have any more is taken for money, since money that nobody
     *     compares would be missed by nobody
     */
    public Reconciliations(Database database, ZoneId zone, Incentives catalogue) {
        this.database = database;
        this.zone = zone;
        this.catalogue = catalogue;
    }

    /** The sums of an asset, in money or in kind. Of kind, the keys are those that were given; of money, those that differ. */
    private record Sum(
            String asset, boolean inKind, BigDecimal paid, BigDecimal reported, BigDecimal payable, long keys) {

        private AssetTotal money() {
            return new AssetTotal(asset, paid, reported, plain(reported.subtract(paid)), payable, keys);
        }

        private InKind kind() {
            return new InKind(asset, keys, paid, payable);
        }

        private boolean isMoney() {
            return !inKind;
        }

        /** Whether something was given or waits. */
        private boolean isGiven() {
            return inKind && (keys > 0 || paid.signum() != 0 || payable.signum() != 0);
        }
    }

    /**
     * Compares a day, as committed now.
     *
     * @param after only mismatches of keys after this one; empty for the first page
     * @param most mismatches of a page, but for the rest of the last key
     */
    public Reconciliation of(LocalDate day, String after, int most) {
        return database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            List<Mismatch> mismatches = days(transaction, MISMATCHES, day)
                    .bind("after", after)
                    .bind("most", (long) most)
                    .list(Reconciliations::mismatch);
            List<Sum> sums = days(transaction, ASSETS, day).list(Reconciliations::sum);
            return new Reconciliation(
                    day,
                    statement(transaction, day),
                    differences(transaction),
                    sums.stream().filter(Sum::isMoney).map(Sum::money).toList(),
                    sums.stream().filter(Sum::isGiven).map(Sum::kind).toList(),
                    mismatches,
                    mismatches.size() < most
                            ? null
                            : mismatches.get(mismatches.size() - 1).grantKey());
        });
    }

    private Statement days(Transaction transaction, String sql, LocalDate day) {
        return transaction
                .sql(sql)
                .bind("kind", catalogue.inKind())
                .bind("day", day)
                .bind("from", day.atStartOfDay(zone).toInstant())
                .bind("to", day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static Reconciliation.@Nullable Statement statement(Transaction transaction, LocalDate day) {
        return transaction
                .sql("SELECT * FROM wallet_statement WHERE day = :day")
                .bind("day", day)
                .first(row -> new Reconciliation.Statement(
                        row.instant("received_at"), row.number("lines"), row.number("repeated")))
                .orElse(null);
    }

    private static List<String> differences(Transaction transaction) {
        return transaction
                .sql("SELECT * FROM ledger_difference ORDER BY what, which LIMIT 100")
                .list(row -> row.text("what") + " " + row.text("which") + ": " + row.text("stated") + ", booked "
                        + row.text("booked"));
    }

    private static Sum sum(Row row) throws SQLException {
        return new Sum(
                row.text("asset"),
                row.flag("in_kind"),
                decimal(row, "paid"),
                decimal(row, "reported"),
                decimal(row, "payable"),
                row.number("keys"));
    }

    private static Mismatch mismatch(Row row) throws SQLException {
        return new Mismatch(
                row.text("grant_key"),
                row.text("asset"),
                decimal(row, "paid"),
                decimal(row, "reported"),
                row.number("lines"),
                reason(row),
                row.optionalNumber("grant_no").orElse(null),
                row.optionalText("state").orElse(null));
    }

    private static Reason reason(Row row) throws SQLException {
        String state = row.optionalText("state").orElse("");
        if (state.isEmpty()) {
            return Reason.UNKNOWN_GRANT;
        }
        if (!row.text("owed_in").equals(row.text("asset"))) {
            return Reason.OTHER_ASSET;
        }
        if (decimal(row, "ever_paid").compareTo(decimal(row, "ever_reported")) == 0) {
            return Reason.OTHER_DAY;
        }
        if (row.flag("in_kind")) {
            return Reason.IN_KIND;
        }
        if (decimal(row, "reported").signum() == 0) {
            return Reason.NOT_REPORTED;
        }
        if (state.equals("PAYABLE")) {
            return Reason.NOT_ACKNOWLEDGED;
        }
        return state.equals("PAID") ? Reason.AMOUNT : Reason.NOT_OWED;
    }

    private static BigDecimal decimal(Row row, String column) throws SQLException {
        return plain(row.result().getBigDecimal(column));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal least = number.stripTrailingZeros();
        return least.scale() < 0 ? least.setScale(0) : least;
    }
}
