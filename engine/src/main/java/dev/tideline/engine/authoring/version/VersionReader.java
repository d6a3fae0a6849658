package dev.tideline.engine.authoring.version;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Reads versions in one transaction. */
final class VersionReader {

    private static final String VERSIONS = """
            SELECT v.hash, v.playbook, v.origin, v.made_by, v.note, v.loaded_at,
                   coalesce(p.hash = v.hash, false) AS in_force,
                   array(SELECT who FROM version_author a WHERE a.hash = v.hash ORDER BY who) AS authors
              FROM playbook_version v LEFT JOIN playbook p USING (playbook)
            """;

    private final Transaction transaction;

    VersionReader(Transaction transaction) {
        this.transaction = transaction;
    }

    /** The latest first. */
    List<Version> all(String playbook) {
        Map<String, List<Version.Approval>> approvals = approvals(playbook);
        Map<String, List<Version.Publication>> publications = publications(playbook);
        return transaction
                .sql(VERSIONS + " WHERE v.playbook = :playbook ORDER BY v.loaded_at DESC, v.hash")
                .bind("playbook", playbook)
                .list(row -> version(row, approvals, publications));
    }

    Optional<SortedMap<String, String>> files(String playbook, String hash) {
        return transaction
                .sql("SELECT files FROM playbook_version WHERE hash = :hash AND playbook = :playbook")
                .bind("hash", hash)
                .bind("playbook", playbook)
                .first(row -> PostgresPlaybookStore.files(row.text("files")));
    }

    private static Version version(
            Row row, Map<String, List<Version.Approval>> approvals, Map<String, List<Version.Publication>> publications)
            throws SQLException {
        String hash = row.text("hash");
        return new Version(
                row.text("playbook"),
                hash,
                row.text("origin"),
                row.text("made_by"),
                row.texts("authors"),
                row.text("note"),
                row.instant("loaded_at"),
                row.flag("in_force"),
                approvals.getOrDefault(hash, List.of()),
                publications.getOrDefault(hash, List.of()));
    }

    private record Of<T>(String hash, T what) {}

    private Map<String, List<Version.Approval>> approvals(String playbook) {
        return byHash(transaction
                .sql("SELECT * FROM approval WHERE playbook = :playbook ORDER BY approval_no")
                .bind("playbook", playbook)
                .list(row -> new Of<>(
                        row.text("hash"),
                        new Version.Approval(
                                row.number("simulation_no"), row.text("who"), row.text("note"), row.instant("at")))));
    }

    private Map<String, List<Version.Publication>> publications(String playbook) {
        return byHash(transaction
                .sql("SELECT * FROM publication WHERE playbook = :playbook ORDER BY publication_no")
                .bind("playbook", playbook)
                .list(row -> new Of<>(
                        row.text("hash"),
                        new Version.Publication(
                                row.text("kind"),
                                row.text("before"),
                                row.text("who"),
                                row.text("note"),
                                row.number("simulation_no"),
                                row.instant("at")))));
    }

    private static <T> Map<String, List<T>> byHash(List<Of<T>> all) {
        return all.stream().collect(Collectors.groupingBy(Of::hash, Collectors.mapping(Of::what, Collectors.toList())));
    }
}
