package dev.tideline.api.reconciliation;

import dev.tideline.engine.reconciliation.Reconciliation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger and the wallet compare for one day. Amounts are exact decimals as text.
 *
 * @param date the day, in the server's zone
 * @param statement the wallet's statement; null if it has not come
 * @param ledgerDifferences what does not add up in the ledger itself; empty at all times
 * @param assets totals by asset, of money alone
 * @param inKind what was given in kind, by the asset that budgets were charged in
 * @param mismatches keys on which both do not agree
 * @param next pass it as {@code after}; null on the last page
 */
record ReconciliationView(
        String date,
        @Nullable StatementView statement,
        List<String> ledgerDifferences,
        List<AssetTotalView> assets,
        List<InKindView> inKind,
        List<MismatchView> mismatches,
        @Nullable String next) {

    /**
     * The wallet's statement.
     *
     * @param repeated lines whose key and asset an earlier one has, which were added to it
     */
    record StatementView(Instant receivedAt, long lines, long repeated) {}

    /**
     * One asset.
     *
     * @param paid what the ledger booked as paid that day, less what came back
     * @param reported what the wallet reports
     * @param difference reported less paid
     * @param payable what stood payable at the end of the day
     * @param mismatches keys that do not agree
     */
    record AssetTotalView(
            String asset, String paid, String reported, String difference, String payable, long mismatches) {}

    /**
     * What was given in kind, which no statement tells.
     *
     * @param grants number of the grants that the wallet acknowledged that day
     * @param given what they are worth, less what came back
     * @param payable what waited for the wallet at the end of the day
     */
    record InKindView(String asset, long grants, String given, String payable) {

        static InKindView of(Reconciliation.InKind kind) {
            return new InKindView(kind.asset(), kind.grants(), text(kind.given()), text(kind.payable()));
        }
    }

    /**
     * One key.
     *
     * @param lines lines of the statement that name it
     * @param reason OTHER_DAY, UNKNOWN_GRANT, OTHER_ASSET, IN_KIND, NOT_ACKNOWLEDGED, NOT_OWED, NOT_REPORTED or AMOUNT
     * @param grantId the grant; null if the ledger knows none
     * @param grantState its state now; null if the ledger knows none
     */
    record MismatchView(
            String grantKey,
            String asset,
            String paid,
            String reported,
            String difference,
            long lines,
            String reason,
            @Nullable String grantId,
            @Nullable String grantState) {}

    static ReconciliationView of(Reconciliation day) {
        Reconciliation.Statement statement = day.statement();
        return new ReconciliationView(
                day.day().toString(),
                statement == null
                        ? null
                        : new StatementView(statement.receivedAt(), statement.lines(), statement.repeated()),
                day.ledgerDifferences(),
                day.assets().stream().map(ReconciliationView::asset).toList(),
                day.inKind().stream().map(InKindView::of).toList(),
                day.mismatches().stream().map(ReconciliationView::mismatch).toList(),
                day.next());
    }

    private static AssetTotalView asset(Reconciliation.AssetTotal total) {
        return new AssetTotalView(
                total.asset(),
                text(total.paid()),
                text(total.reported()),
                text(total.difference()),
                text(total.payable()),
                total.mismatches());
    }

    private static MismatchView mismatch(Reconciliation.Mismatch one) {
        BigDecimal difference = one.reported().subtract(one.paid()).stripTrailingZeros();
        return new MismatchView(
                one.grantKey(),
                one.asset(),
                text(one.paid()),
                text(one.reported()),
                text(difference),
                one.lines(),
                one.reason().name(),
                one.grant() == null ? null : String.valueOf(one.grant()),
                one.state());
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }
}
