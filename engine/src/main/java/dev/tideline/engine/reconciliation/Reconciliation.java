package dev.tideline.engine.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger and the wallet compare for one day. Amounts are exact decimals, of either sign.
 *
 * @param day the day, in the server's zone
 * @param statement what the wallet brought for it; null if nothing yet
 * @param ledgerDifferences what does not add up in the ledger itself; empty at all times
 * @param assets every asset that moved as money, or that is payable at the end of the day, by key
 * @param inKind what was given in kind, by the asset that it was charged in; in none of the other members
 * @param mismatches keys on which both do not agree, by key; all assets of a key are on one page
 * @param next the last key of this page; null if there is no further one
 */
public record Reconciliation(
        LocalDate day,
        @Nullable Statement statement,
        List<String> ledgerDifferences,
        List<AssetTotal> assets,
        List<InKind> inKind,
        List<Mismatch> mismatches,
        @Nullable String next) {

    /**
     * A statement of the wallet.
     *
     * @param receivedAt when it came
     * @param lines lines in it
     * @param repeated lines whose key and asset an earlier one has, which were added to it
     */
    public record Statement(Instant receivedAt, long lines, long repeated) {}

    /**
     * One asset.
     *
     * @param asset its key
     * @param paid what the ledger booked as paid, less what came back
     * @param reported what the wallet reports
     * @param difference reported less paid
     * @param payable what stood payable at the end of the day
     * @param mismatches number of keys that do not agree
     */
    public record AssetTotal(
            String asset,
            BigDecimal paid,
            BigDecimal reported,
            BigDecimal difference,
            BigDecimal payable,
            long mismatches) {}

    /**
     * What was given in kind.
     *
     * @param asset the asset that budgets were charged in
     * @param grants number of the grants that the wallet acknowledged that day
     * @param given what they are worth, less what came back
     * @param payable what waited for the wallet at the end of the day
     */
    public record InKind(String asset, long grants, BigDecimal given, BigDecimal payable) {}

    /**
     * One key and asset.
     *
     * @param paid what the ledger booked
     * @param reported what the wallet reports
     * @param lines lines of the statement that name it
     * @param reason what seems to be wrong
     * @param grant number of the grant; null if the ledger knows no such key
     * @param state its state now; null if there is none
     */
    public record Mismatch(
            String grantKey,
            String asset,
            BigDecimal paid,
            BigDecimal reported,
            long lines,
            Reason reason,
            @Nullable Long grant,
            @Nullable String state) {}

    /** What seems to be wrong. */
    public enum Reason {
        /** Both agree over all days: one of them booked it on another. */
        OTHER_DAY,
        /** The ledger knows no such grant. */
        UNKNOWN_GRANT,
        /** The wallet paid in an asset that the grant is not in. */
        OTHER_ASSET,
        /** The wallet paid money for what is given in kind. */
        IN_KIND,
        /** The wallet paid a grant that it has not acknowledged. */
        NOT_ACKNOWLEDGED,
        /** The wallet paid a grant that is not owed: void, clawed back, or not posted yet. */
        NOT_OWED,
        /** The wallet acknowledged it and does not report it. */
        NOT_REPORTED,
        /** Both know it with different amounts; a key that was paid twice among them. */
        AMOUNT
    }

    public Reconciliation {
        ledgerDifferences = List.copyOf(ledgerDifferences);
        assets = List.copyOf(assets);
        inKind = List.copyOf(inKind);
        mismatches = List.copyOf(mismatches);
    }
}
