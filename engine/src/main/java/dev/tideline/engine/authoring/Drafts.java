package dev.tideline.engine.authoring;

import dev.tideline.engine.auditlog.AuditAction;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.auditlog.Change;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore;
import dev.tideline.rules.playbook.ContentHash;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The drafts of playbooks, one each, in PostgreSQL. A save names what it replaces. Blocking; thread-safe. */
public final class Drafts {

    private final Database database;

    /** Over this database. */
    public Drafts(Database database) {
        this.database = database;
    }

    /** The draft of a playbook: what somebody saved, else the version in force, to begin with. Empty if there is neither. */
    public Optional<Draft> find(String playbook) {
        return database.inTransaction(transaction -> current(transaction, playbook, false));
    }

    /** Keys of all playbooks of which somebody saved a draft, in order. */
    public List<String> keys() {
        return database.inTransaction(transaction ->
                transaction.sql("SELECT playbook FROM draft ORDER BY playbook").list(row -> row.text("playbook")));
    }

    /**
     * Puts files in the place of a draft, be they a playbook or not.
     *
     * @param expected version of the draft, or of the playbook in force, that they replace; null if there is neither
     * @param note why; may be empty
     * @throws Declined if something else is current, or the files cannot be kept
     */
    public Draft save(String playbook, Map<String, String> files, @Nullable String expected, String note, String who) {
        List<Problem> problems = problems(playbook, files);
        if (!problems.isEmpty()) {
            throw new Declined(Declined.Reason.MALFORMED, Wording.of("The files cannot be kept"), Map.of(), problems);
        }
        return database.inTransaction(transaction -> {
            Draft before = current(transaction, playbook, true).orElse(null);
            check(before == null ? null : before.version(), expected);
            Draft saved = write(transaction, playbook, files, before, note, who);
            AuditLog.append(
                    transaction,
                    Change.of(who, AuditAction.DRAFT_SAVED, playbook)
                            .of(saved.version())
                            .because(note)
                            .with(Map.of("before", before == null ? "" : before.version())));
            return saved;
        });
    }

    /**
     * Throws a draft away, so that the version in force is what one begins with.
     *
     * @param expected version of the draft
     * @throws Declined if there is none, or another one
     */
    public void discard(String playbook, @Nullable String expected, String who) {
        database.doInTransaction(transaction -> {
            Draft before = saved(transaction, playbook, true)
                    .orElseThrow(() -> Declined.notFound(Wording.of("There is no draft of `{0}`", playbook)));
            check(before.version(), expected);
            transaction
                    .sql("DELETE FROM draft WHERE playbook = :playbook")
                    .bind("playbook", playbook)
                    .update();
            AuditLog.append(
                    transaction,
                    Change.of(who, AuditAction.DRAFT_DISCARDED, playbook).of(before.version()));
        });
    }

    private static List<Problem> problems(String playbook, Map<String, String> files) {
        List<Problem> problems = new ArrayList<>(DraftFiles.problems(files));
        if (!Playbook.isKey(playbook)) {
            problems.add(new Problem(Place.pointer("path", "/key"), playbook, Playbook.KEY));
        }
        return problems;
    }

    private static void check(@Nullable String current, @Nullable String expected) {
        if (current == null || current.equals(expected)) {
            if (current == null && expected != null) {
                throw outdated("");
            }
            return;
        }
        if (expected == null) {
            throw new Declined(
                    Declined.Reason.REVISION_MISSING,
                    Wording.of("There is one already. Say in If-Match which you mean to replace: its ETag"),
                    Map.of("current", current));
        }
        throw outdated(current);
    }

    private static Declined outdated(String current) {
        return new Declined(
                Declined.Reason.OUTDATED,
                Wording.of("Somebody saved another one meanwhile. Read it again, then try its ETag"),
                Map.of("current", current));
    }

    private static Draft write(
            Transaction transaction,
            String playbook,
            Map<String, String> files,
            @Nullable Draft before,
            String note,
            String who) {
        SortedMap<String, String> sorted = new TreeMap<>(files);
        String live = live(transaction, playbook).map(Draft::version).orElse("");
        boolean begins = before == null || before.version().equals(live);
        List<String> authors = new ArrayList<>(before == null || begins ? List.of() : before.authors());
        if (!authors.contains(who)) {
            authors.add(who);
        }
        String base = before == null || begins ? live : before.base();
        return transaction
                .sql("""
                        INSERT INTO draft (playbook, files, hash, base, authors, note, saved_by)
                        VALUES (:playbook, :files::jsonb, :hash, :base, :authors, :note, :who)
                        ON CONFLICT (playbook) DO UPDATE
                           SET files = excluded.files, hash = excluded.hash, base = excluded.base,
                               authors = excluded.authors, note = excluded.note, saved_by = excluded.saved_by,
                               saved_at = now()
                         WHERE draft.hash = :before
                        RETURNING *
                        """)
                .bind("playbook", playbook)
                .bind("files", PostgresPlaybookStore.json(sorted))
                .bind("hash", ContentHash.of(sorted))
                .bind("base", base)
                .bind("authors", authors)
                .bind("note", note)
                .bind("who", who)
                .bind("before", before == null ? "" : before.version())
                .first(Drafts::draft)
                .orElseThrow(() -> outdated(""));
    }

    private static Optional<Draft> current(Transaction transaction, String playbook, boolean locked) {
        Optional<Draft> saved = saved(transaction, playbook, locked);
        return saved.isPresent() ? saved : live(transaction, playbook);
    }

    private static Optional<Draft> saved(Transaction transaction, String playbook, boolean locked) {
        return transaction
                .sql("SELECT * FROM draft WHERE playbook = :playbook" + (locked ? " FOR UPDATE" : ""))
                .bind("playbook", playbook)
                .first(Drafts::draft);
    }

    private static Optional<Draft> live(Transaction transaction, String playbook) {
        return transaction.sql("""
                        SELECT p.playbook, v.files, p.hash, p.hash AS base, '{}'::text[] AS authors, '' AS note,
                               v.made_by AS saved_by, v.loaded_at AS saved_at
                          FROM playbook p JOIN playbook_version v USING (hash) WHERE p.playbook = :playbook
                        """).bind("playbook", playbook).first(Drafts::draft);
    }

    private static Draft draft(Row row) throws SQLException {
        Instant savedAt = row.instant("saved_at");
        return new Draft(
                row.text("playbook"),
                PostgresPlaybookStore.files(row.text("files")),
                row.text("hash"),
                row.text("base"),
                row.texts("authors"),
                row.text("note"),
                row.text("saved_by"),
                savedAt);
    }
}
