package dev.tideline.engine.authoring.version;

import dev.tideline.engine.auditlog.AuditAction;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.auditlog.Change;
import dev.tideline.engine.authoring.Declined;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.validation.Validation;
import dev.tideline.engine.authoring.validation.Validator;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore;
import dev.tideline.engine.rulebook.catalogue.ScheduledPlaybook;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The versions of playbooks in PostgreSQL. A draft that is sound becomes one. Blocking; thread-safe. */
public final class Versions {

    private final Database database;
    private final Drafts drafts;
    private final Validator validator;

    /** Over this database. */
    public Versions(Database database, Drafts drafts, Validator validator) {
        this.database = database;
        this.drafts = drafts;
        this.validator = validator;
    }

    /** All versions of a playbook that are kept, the latest first; empty if there is no such playbook. */
    public List<Version> all(String playbook) {
        return database.inTransaction(transaction -> new VersionReader(transaction).all(playbook));
    }

    /** One version. */
    public Optional<Version> find(String playbook, String hash) {
        return all(playbook).stream()
                .filter(version -> version.hash().equals(hash))
                .findFirst();
    }

    /**
     * One version that somebody means to bring into force.
     *
     * @throws Declined if there is none of this hash: UNSOUND, with everything that is wrong, if it is the draft's that mistakes
     *     keep from becoming a version
     */
    public Version made(String playbook, String hash) {
        return find(playbook, hash).orElseThrow(() -> {
            drafts.find(playbook)
                    .filter(draft -> draft.version().equals(hash))
                    .ifPresent(draft -> checkSound(validator.validate(playbook, draft.files())));
            return unknown(playbook, hash);
        });
    }

    /**
     * Checks what validation found.
     *
     * @throws Declined if it is not sound
     */
    public static void checkSound(Validation validation) {
        if (!validation.sound()) {
            String findings = validation.findings().stream()
                    .filter(Finding::blocks)
                    .map(finding -> finding.code().name())
                    .distinct()
                    .collect(Collectors.joining(","));
            throw new Declined(
                    Declined.Reason.UNSOUND,
                    Wording.of("The version has problems or findings that block; validate it to see them"),
                    findings.isEmpty() ? Map.of() : new TreeMap<>(Map.of("findings", findings)),
                    validation.problems());
        }
    }

    /** The files of a version, exactly as they were brought; a workbook's bytes in Base64. */
    public Optional<SortedMap<String, String>> files(String playbook, String hash) {
        return database.inTransaction(transaction -> new VersionReader(transaction).files(playbook, hash));
    }

    /**
     * Validates the draft of a playbook. If it is sound it becomes a version, which can be simulated, approved and published.
     *
     * @throws Declined if there is no draft
     */
    public Validation validate(String playbook, String who) {
        Draft draft = drafts.find(playbook)
                .orElseThrow(() -> Declined.notFound(Wording.of("There is no playbook and no draft `{0}`", playbook)));
        Validation found = validator.validate(playbook, draft.files());
        if (found.sound()) {
            database.doInTransaction(transaction -> keep(transaction, draft, who));
        }
        return found;
    }

    /**
     * Validates a version anew: what stands around it may have changed since it was made.
     *
     * @throws Declined if there is none of this hash
     */
    public Validation revalidate(String playbook, String hash) {
        return validator.validate(playbook, files(playbook, hash).orElseThrow(() -> unknown(playbook, hash)));
    }

    /**
     * A version as a playbook.
     *
     * @throws Declined if there is none of this hash
     */
    public Playbook playbook(String playbook, String hash) {
        return ScheduledPlaybook.read(files(playbook, hash).orElseThrow(() -> unknown(playbook, hash)))
                .orThrow();
    }

    /** There is no such version. */
    public static Declined unknown(String playbook, String hash) {
        return Declined.notFound(
                Wording.of("There is no version {0} of `{1}`; validate the draft first", hash, playbook));
    }

    /** Whoever saves the same files once more did not work on the version that there is. */
    private static void keep(Transaction transaction, Draft draft, String who) {
        long made = transaction
                .sql("""
                        INSERT INTO playbook_version (hash, playbook, files, origin, made_by, note)
                        VALUES (:hash, :playbook, :files::jsonb, 'stored', :who, :note) ON CONFLICT (hash) DO NOTHING
                        """)
                .bind("hash", draft.version())
                .bind("playbook", draft.playbook())
                .bind("files", PostgresPlaybookStore.json(draft.files()))
                .bind("who", draft.savedBy())
                .bind("note", draft.note())
                .update();
        if (made == 0) {
            return;
        }
        transaction
                .sql("INSERT INTO version_author SELECT :hash, unnest(:authors::text[])")
                .bind("hash", draft.version())
                .bind("authors", draft.authors())
                .update();
        AuditLog.append(
                transaction,
                Change.of(who, AuditAction.VALIDATED, draft.playbook())
                        .of(draft.version())
                        .because(draft.note()));
    }
}
