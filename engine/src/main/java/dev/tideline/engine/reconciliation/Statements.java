package dev.tideline.engine.reconciliation;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.Applied;
import dev.tideline.engine.ingest.intake.Batch;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.ingest.intake.Intake;
import dev.tideline.engine.ingest.table.TableLines;
import dev.tideline.engine.ingest.table.TableRow;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes the wallet's statement of a day: CSV with {@code grant_key,asset,amount}, a line a payment, what was taken back
 * being negative. It replaces the one before it of that day; a statement with a bad line changes nothing, since half of
 * one would look like money that is missing. Lines of one key add up. Thread-safe; blocks.
 */
public final class Statements {

    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,60}(\\.[0-9]{1,18})?");
    private static final Pattern ASSET = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,19}");
    private static final int LONGEST_KEY = 500;

    private final Database database;
    private final IngestLimits limits;
    private final TableLines lines;

    public Statements(Database database, IngestLimits limits) {
        this.database = database;
        this.limits = limits;
        this.lines = new TableLines(List.of("grant_key", "asset", "amount"), limits, Statements::texts);
    }

    private static List<String> texts(TableRow row) {
        String key = row.cell("grant_key");
        row.require(!key.isEmpty() && key.length() <= LONGEST_KEY, "grant_key", "a grant key of 1 to 500 characters");
        row.require(ASSET.matcher(row.cell("asset")).matches(), "asset", "a ticker such as USDT");
        row.require(
                AMOUNT.matcher(row.cell("amount")).matches(),
                "amount",
                "a plain decimal such as 12.50 with at most 18 decimals, below 0 for what was taken back");
        return List.of(key, row.cell("asset"), row.cell("amount"));
    }

    /**
     * Reads the body to its end, then replaces the statement of the day if every line is good.
     *
     * @throws IOException if the body breaks off; nothing is changed then
     */
    public IngestReport take(LocalDate day, InputStream body, Instant receivedAt) throws IOException {
        try (Intake intake = new Intake(Intake.Kind.STATEMENT, day.toString(), receivedAt, limits)) {
            lines.read(body, intake);
            if (intake.isClean()) {
                Batch all = Batch.from(intake.spool(), 0, Integer.MAX_VALUE);
                intake.count(database.retrying(transaction -> replace(transaction, day, receivedAt, all)));
            }
            return database.inTransaction(intake::report);
        }
    }

    private static Applied replace(Transaction transaction, LocalDate day, Instant at, Batch all) {
        transaction.execute("""
                CREATE TEMP TABLE stage_payment (line bigint, grant_key text, asset text, amount text) ON COMMIT DROP""");
        all.copyTo(transaction, "stage_payment (line, grant_key, asset, amount)");
        transaction
                .sql("""
                        INSERT INTO wallet_statement (day, received_at, lines, repeated) VALUES (:day, :at, :lines, 0)
                        ON CONFLICT (day) DO UPDATE SET received_at = excluded.received_at, lines = excluded.lines
                        """)
                .bind("day", day)
                .bind("at", at)
                .bind("lines", (long) all.lines())
                .update();
        transaction
                .sql("DELETE FROM wallet_payment WHERE day = :day")
                .bind("day", day)
                .update();
        long keys = transaction.sql("""
                        INSERT INTO wallet_payment (day, grant_key, asset, lines, amount)
                        SELECT :day, grant_key, asset, count(*), sum(amount::numeric) FROM stage_payment
                        GROUP BY grant_key, asset
                        """).bind("day", day).update();
        transaction
                .sql("UPDATE wallet_statement SET repeated = lines - :keys WHERE day = :day")
                .bind("keys", keys)
                .bind("day", day)
                .update();
        return new Applied(keys, all.lines() - keys, 0, List.of());
    }
}
