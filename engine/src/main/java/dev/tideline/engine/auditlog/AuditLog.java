package dev.tideline.engine.auditlog;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.PageCursor;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log of changes in PostgreSQL. An entry is written in the transaction of the change that it tells of: there is neither
 * without the other. A trigger refuses to change one; {@link #check} finds one that was changed all the same. Blocking;
 * thread-safe.
 */
public final class AuditLog {

    private static final int AT_ONCE = 1_000;
    private static final int MOST_FAULTS = 100;

    private final Database database;

    /** Over this database. */
    public AuditLog(Database database) {
        this.database = database;
    }

    /**
     * Adds an entry. Entries are written one after the other: a transaction that adds one lets no other add until it ends,
     * so this comes last in it.
     */
    public static void append(Transaction transaction, Change change) {
        AuditEntry entry = transaction
                .sql("SELECT entry_no, hash, clock_timestamp() AS at FROM audit_head FOR UPDATE")
                .one(row -> next(row.number("entry_no") + 1, row.instant("at"), row.text("hash"), change));
        transaction
                .sql("""
                        WITH added AS (
                            INSERT INTO audit_log VALUES (:number, :at::timestamptz, :who, :action, :subject, :version,
                                                          :reason, :details, :before, :hash) RETURNING entry_no, hash)
                        UPDATE audit_head h SET entry_no = a.entry_no, hash = a.hash FROM added a
                        """)
                .bind("number", entry.number())
                .bind("at", entry.at())
                .bind("who", entry.who())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("version", entry.version())
                .bind("reason", entry.reason())
                .bind("details", entry.details())
                .bind("before", entry.before())
                .bind("hash", entry.hash())
                .update();
    }

    private static AuditEntry next(long number, Instant at, String before, Change change) {
        String details = change.detailsJson();
        String hash = Chain.hash(
                number,
                at,
                change.who(),
                change.action().name(),
                change.subject(),
                change.version(),
                change.reason(),
                details,
                before);
        return new AuditEntry(
                number,
                at,
                change.who(),
                change.action().name(),
                change.subject(),
                change.version(),
                change.reason(),
                details,
                before,
                hash);
    }

    /**
     * Some entries.
     *
     * @param entries the latest first
     * @param next cursor of the next page; null after the last
     */
    public record Page(List<AuditEntry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A page of the log, the latest entry first.
     *
     * @param subject of these alone; null for all
     * @param cursor where the page before ended; null for the first page
     * @throws IllegalArgumentException if this query did not give the cursor
     */
    public Page page(@Nullable String subject, @Nullable String cursor, int most) {
        String query = "audit " + subject;
        long below = cursor == null
                ? Long.MAX_VALUE
                : PageCursor.place(query, cursor, Long.BYTES).getLong();
        List<AuditEntry> found = database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT * FROM audit_log
                         WHERE entry_no < :below AND (:subject::text IS NULL OR subject = :subject)
                         ORDER BY entry_no DESC LIMIT :most
                        """)
                .bind("below", below)
                .bind("subject", subject)
                .bind("most", most + 1L)
                .list(AuditLog::entry));
        List<AuditEntry> shown = found.subList(0, Math.min(most, found.size()));
        return new Page(
                shown,
                found.size() <= most
                        ? null
                        : PageCursor.text(
                                query,
                                ByteBuffer.allocate(Long.BYTES)
                                        .putLong(shown.get(most - 1).number())
                                        .array()));
    }

    /** Reads the whole log and tells whether it is as it was written. */
    public AuditCheck check() {
        return database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            List<AuditCheck.Fault> faults = new ArrayList<>();
            long number = 0;
            String hash = "";
            for (List<AuditEntry> some = after(transaction, 0); !some.isEmpty(); some = after(transaction, number)) {
                for (AuditEntry entry : some) {
                    AuditCheck.note(entry, number, hash, faults);
                    number = entry.number();
                    hash = entry.hash();
                }
            }
            AuditCheck.noteEnd(head(transaction), number, hash, faults);
            return new AuditCheck(number, faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
        });
    }

    private static AuditCheck.Head head(Transaction transaction) {
        return transaction
                .sql("SELECT entry_no, hash FROM audit_head")
                .first(row -> new AuditCheck.Head(row.number("entry_no"), row.text("hash")))
                .orElse(new AuditCheck.Head(-1, ""));
    }

    private static List<AuditEntry> after(Transaction transaction, long number) {
        return transaction
                .sql("SELECT * FROM audit_log WHERE entry_no > :after ORDER BY entry_no LIMIT :most")
                .bind("after", number)
                .bind("most", (long) AT_ONCE)
                .list(AuditLog::entry);
    }

    private static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                row.number("entry_no"),
                row.instant("at"),
                row.text("who"),
                row.text("action"),
                row.text("subject"),
                row.text("version"),
                row.text("reason"),
                row.text("details"),
                row.text("before"),
                row.text("hash"));
    }
}
