package dev.tideline.engine.campaign;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.check.Moments;
import dev.tideline.engine.ingest.check.Refusal;
import dev.tideline.engine.ingest.intake.Applied;
import dev.tideline.engine.ingest.intake.Batch;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.ingest.intake.Intake;
import dev.tideline.engine.ingest.table.TableLines;
import dev.tideline.engine.ingest.table.TableRow;
import dev.tideline.engine.ledger.pool.Address;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes the files of a campaign, streamed: CSV with {@code address,volume,first_use}, and with {@code address} for those
 * that are flagged. A file replaces the one before it. Bad lines are told with line and column; of wallets they are left out,
 * a list of flagged addresses with one is refused whole. Of lines with one address the first counts and the others are told. Thread-safe; blocks.
 */
public final class WalletFiles {

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z][0-9A-Za-z:._-]{0,127}");
    private static final Pattern VOLUME = Pattern.compile("[0-9]{1,60}(\\.[0-9]{1,18})?");

    private final Database database;
    private final IngestLimits limits;
    private final TableLines wallets;
    private final TableLines flagged;

    public WalletFiles(Database database, IngestLimits limits) {
        this.database = database;
        this.limits = limits;
        this.wallets = new TableLines(List.of("address", "volume", "first_use"), limits, WalletFiles::wallet);
        this.flagged = new TableLines(List.of("address"), limits, row -> List.of(Address.flag(address(row))));
    }

    private static List<String> wallet(TableRow row) {
        String address = address(row);
        row.require(
                VOLUME.matcher(row.cell("volume")).matches(),
                "volume",
                "a plain decimal of 0 or more with at most 18 decimals");
        row.require(isDay(row.cell("first_use")), "first_use", "a day such as 2023-03-31");
        return List.of(address, row.cell("volume"), row.cell("first_use"));
    }

    private static String address(TableRow row) {
        String address = Address.plain(row.cell("address"));
        row.require(
                ADDRESS.matcher(address).matches(), "address", "an address of 1 to 128 letters, digits and : . _ -");
        return address;
    }

    private static boolean isDay(String text) {
        try {
            return Moments.EVER.hold(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /**
     * Replaces the wallets of a campaign.
     *
     * @throws NotPossible if nothing of it can change any more
     */
    public IngestReport takeWallets(String campaign, InputStream body, Instant receivedAt) throws IOException {
        return take(Intake.Kind.WALLETS, campaign, body, receivedAt);
    }

    /**
     * Replaces the flagged addresses of a campaign, if every line is good: an address that is not understood would be paid.
     *
     * @throws NotPossible if nothing of it can change any more
     */
    public IngestReport takeFlagged(String campaign, InputStream body, Instant receivedAt) throws IOException {
        return take(Intake.Kind.FLAGGED, campaign, body, receivedAt);
    }

    private IngestReport take(Intake.Kind kind, String campaign, InputStream body, Instant receivedAt)
            throws IOException {
        try (Intake intake = new Intake(kind, campaign, receivedAt, limits)) {
            (kind == Intake.Kind.WALLETS ? wallets : flagged).read(body, intake);
            Batch all = Batch.from(intake.spool(), 0, Integer.MAX_VALUE);
            if (intake.isClean() || (kind == Intake.Kind.WALLETS && all.lines() > 0)) {
                intake.count(database.retrying(transaction -> replace(transaction, kind, campaign, all)));
            }
            return database.inTransaction(intake::report);
        }
    }

    private static Applied replace(Transaction transaction, Intake.Kind kind, String campaign, Batch all) {
        new CampaignRows(transaction).open(campaign);
        boolean isWallets = kind == Intake.Kind.WALLETS;
        transaction.execute("""
                CREATE TEMP TABLE stage_wallet (line bigint, address text, volume text, first_use text) ON COMMIT DROP""");
        all.copyTo(transaction, "stage_wallet (line, address" + (isWallets ? ", volume, first_use)" : ")"));
        transaction
                .sql("DELETE FROM " + (isWallets ? "wallet" : "flagged_wallet") + " WHERE campaign = :campaign")
                .bind("campaign", campaign)
                .update();
        long taken = transaction
                .sql(isWallets ? """
                        INSERT INTO wallet (campaign, address, line, volume, first_use)
                        SELECT DISTINCT ON (address) :campaign, address, line, volume::numeric, first_use::date
                        FROM stage_wallet ORDER BY address, line
                        """ : """
                        INSERT INTO flagged_wallet (campaign, address)
                        SELECT DISTINCT :campaign, address FROM stage_wallet
                        """)
                .bind("campaign", campaign)
                .update();
        List<Refusal> repeated = isWallets ? repeated(transaction) : List.of();
        return new Applied(taken, all.lines() - taken, repeated.size(), repeated);
    }

    /** Lines whose address an earlier line has. */
    private static List<Refusal> repeated(Transaction transaction) {
        return transaction
                .sql("""
                        SELECT line, address, first FROM (
                            SELECT line, address, min(line) OVER (PARTITION BY address) AS first FROM stage_wallet) s
                        WHERE line > first ORDER BY line LIMIT 100000
                        """)
                .list(row -> new Refusal(
                        row.number("line"),
                        1,
                        "address",
                        row.text("address"),
                        "each address once; line " + row.number("first") + " counts"));
    }
}
