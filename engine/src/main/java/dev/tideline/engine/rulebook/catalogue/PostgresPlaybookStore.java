package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.quarantine.Quarantined;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Problem;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Playbooks, their versions and their states in PostgreSQL; {@link PlaybookSwitches} pause them. Blocking; thread-safe. */
public final class PostgresPlaybookStore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<String, String>> FILES = new TypeReference<>() {};

    private final Database database;

    /** Over this database. */
    public PostgresPlaybookStore(Database database) {
        this.database = database;
    }

    /** Counts every change of the catalogue. */
    public long epoch() {
        return database.inTransaction(
                transaction -> transaction.sql("SELECT epoch FROM catalogue").one(row -> row.number("epoch")));
    }

    /** Content hash of each playbook's version, by key. */
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        database.doInTransaction(transaction -> transaction
                .sql("SELECT playbook, hash FROM playbook")
                .list(row -> versions.put(row.text("playbook"), row.text("hash"))));
        return versions;
    }

    /** The files of each of these versions that is kept, whether it is in force or was. */
    public List<Map<String, String>> files(Set<String> versions) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT files FROM playbook_version WHERE hash = ANY(:versions)")
                .bind("versions", versions)
                .<Map<String, String>>list(row -> JSON.readValue(row.text("files"), FILES)));
    }

    /** Keeps what a rulebook is made of, so that it can be made again. */
    public void keep(String rulebook, Set<String> versions) {
        database.doInTransaction(transaction -> transaction
                .sql("INSERT INTO rulebook (rulebook_hash, versions) VALUES (:rulebook, :versions)"
                        + " ON CONFLICT (rulebook_hash) DO NOTHING")
                .bind("rulebook", rulebook)
                .bind("versions", versions)
                .update());
    }

    /** All of it, as one transaction sees it. */
    public Catalogue read() {
        return database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            Map<String, List<Problem>> refused = new TreeMap<>();
            RefusedFolders.read(transaction)
                    .values()
                    .forEach(refusal -> refused.computeIfAbsent(refusal.playbook(), key -> new ArrayList<>())
                            .addAll(refusal.problems()));
            List<Catalogue.Entry> entries = new ArrayList<>(transaction.sql("""
                            SELECT p.*, v.files, b.files AS before_files, q.version AS quarantined, q.persons,
                                   q.reason AS cut, q.since
                              FROM playbook p JOIN playbook_version v USING (hash)
                                   LEFT JOIN playbook_version b ON b.hash = p.before AND p.share < 100
                                   LEFT JOIN LATERAL (SELECT * FROM quarantine WHERE version IN (p.hash, b.hash)
                                                       ORDER BY version = p.hash DESC LIMIT 1) q ON true
                             ORDER BY p.playbook
                            """).list(row -> entry(row, refused)));
            refused.remove("");
            refused.forEach((key, problems) -> entries.add(unborn(key, problems)));
            return transaction
                    .sql("SELECT epoch, paused, reason FROM catalogue")
                    .one(row -> new Catalogue(
                            row.number("epoch"),
                            row.flag("paused"),
                            row.flag("paused") ? row.text("reason") : "",
                            entries));
        });
    }

    /**
     * What bringing versions changed.
     *
     * @param changed keys that are new, have another version or are back
     * @param retired keys whose folder is gone
     */
    public record News(List<String> changed, List<String> retired) {}

    /**
     * Brings the catalogue to these versions. A new version makes everyone dirty for its playbook.
     *
     * @param pause why shipped playbooks that are new here start paused; empty if they only do when they say so
     * @param who has it done
     */
    public News bring(List<Playbook> shipped, Offer offer, String pause, String who) {
        return database.inTransaction(transaction -> new Bringing(transaction, offer, pause, who).bring(shipped));
    }

    /** Makes everyone dirty for playbooks that do not compile: who knows when they will. */
    public void forget(Collection<String> keys) {
        database.doInTransaction(
                transaction -> transaction.sql("""
                        UPDATE playbook SET watermark = '0', reset_epoch = (SELECT epoch FROM catalogue)
                         WHERE playbook = ANY(:keys) AND watermark <> '0'
                        """).bind("keys", keys).update());
    }

    /** Counts a change of the catalogue, whose row stays locked until the transaction ends. */
    public static long nextEpoch(Transaction transaction) {
        return transaction
                .sql("UPDATE catalogue SET epoch = epoch + 1 RETURNING epoch")
                .one(row -> row.number("epoch"));
    }

    /** Files as the database keeps them. */
    public static String json(Map<String, String> files) {
        return JSON.writeValueAsString(files);
    }

    /** Files that the database kept. */
    public static SortedMap<String, String> files(String json) {
        return JSON.readValue(json, FILES);
    }

    private static Catalogue.Entry entry(Row row, Map<String, List<Problem>> refused) throws SQLException {
        boolean retired = row.flag("retired");
        List<Problem> problems = refused.remove(row.text("playbook"));
        Optional<String> before = row.optionalText("before_files");
        PlaybookState state = new PlaybookState(
                row.text("playbook"),
                row.text("hash"),
                row.flag("paused"),
                retired,
                retired ? "Its folder '" + row.text("folder") + "' was removed" : row.text("reason"),
                row.text("changed_by"),
                row.instant("changed_at"),
                List.of(),
                row.integer("share"),
                before.isPresent() ? row.text("before") : "",
                problems == null ? List.of() : problems,
                row.optionalText("quarantined").isPresent() ? quarantined(row) : null);
        return new Catalogue.Entry(
                state,
                JSON.readValue(row.text("files"), FILES),
                before.map(PostgresPlaybookStore::files).orElseGet(TreeMap::new));
    }

    private static Quarantined quarantined(Row row) throws SQLException {
        return new Quarantined(
                row.text("playbook"),
                row.text("quarantined"),
                row.number("persons"),
                row.text("cut"),
                row.instant("since"));
    }

    /** A playbook of which there is a refused folder and nothing else. */
    private static Catalogue.Entry unborn(String key, List<Problem> problems) {
        PlaybookState state =
                new PlaybookState(key, "", false, false, "", "", Instant.EPOCH, problems, 100, "", problems, null);
        return new Catalogue.Entry(state, Map.of(), Map.of());
    }
}
