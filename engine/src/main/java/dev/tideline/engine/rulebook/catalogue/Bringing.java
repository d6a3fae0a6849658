package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.engine.auditlog.AuditAction;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.auditlog.Change;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore.News;
import dev.tideline.rules.playbook.Playbook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Brings the catalogue to what is shipped and offered, in one transaction that holds its lock. */
final class Bringing {

    private final Transaction transaction;
    private final Offer offer;
    private final String pause;
    private final String who;
    private final Map<String, Stored> stored;

    Bringing(Transaction transaction, Offer offer, String pause, String who) {
        this.transaction = transaction;
        this.offer = offer;
        this.pause = pause;
        this.who = who;
        transaction.execute("SELECT FROM catalogue FOR UPDATE");
        this.stored = stored();
    }

    /** A playbook as the catalogue has it; {@code offered} is what its folder held when it was published, if it was. */
    private record Stored(String hash, String folder, boolean retired, boolean published, String offered) {}

    /** A playbook as it shall be; shipped ones have an empty folder. */
    private record Wanted(Playbook playbook, String folder) {}

    News bring(List<Playbook> shipped) {
        List<Wanted> wanted = new ArrayList<>();
        shipped.stream().filter(this::isFree).forEach(playbook -> wanted.add(new Wanted(playbook, "")));
        offer.sound().forEach((folder, playbook) -> wanted.add(new Wanted(playbook, folder)));
        List<Wanted> changed = wanted.stream().filter(this::isNews).toList();
        List<String> retired = gone(wanted);
        boolean refused = RefusedFolders.replace(transaction, offer.refused());
        if (!changed.isEmpty() || !retired.isEmpty() || refused) {
            long epoch = PostgresPlaybookStore.nextEpoch(transaction);
            changed.forEach(one -> store(one, epoch));
            retired.forEach(this::retire);
        }
        wanted.forEach(this::noteFolder);
        changed.forEach(one ->
                log(AuditAction.BROUGHT, one.playbook().key(), one.playbook().version(), one.folder()));
        retired.forEach(key -> log(
                AuditAction.RETIRED,
                key,
                "",
                Objects.requireNonNull(stored.get(key)).folder()));
        return new News(changed.stream().map(one -> one.playbook().key()).toList(), retired);
    }

    private Map<String, Stored> stored() {
        Map<String, Stored> found = new HashMap<>();
        transaction
                .sql("SELECT playbook, hash, folder, retired, published, offered FROM playbook")
                .list(row -> found.put(
                        row.text("playbook"),
                        new Stored(
                                row.text("hash"),
                                row.text("folder"),
                                row.flag("retired"),
                                row.flag("published"),
                                row.text("offered"))));
        return found;
    }

    /**
     * The shipped version stands back where a folder has the key, also a refused one if there is a version before it, and
     * where somebody has published one.
     */
    private boolean isFree(Playbook shipped) {
        Stored before = stored.get(shipped.key());
        if (before == null) {
            return offer.sound().values().stream().noneMatch(own -> own.key().equals(shipped.key()));
        }
        return !before.published()
                && !offer.keys().contains(shipped.key())
                && (offer.complete() || before.folder().isEmpty());
    }

    /** What was published stands until the folder holds something else than it did then. */
    private boolean isNews(Wanted one) {
        Stored before = stored.get(one.playbook().key());
        return before == null
                || before.retired()
                || !(before.published() ? before.offered() : before.hash())
                        .equals(one.playbook().version());
    }

    /** Playbooks whose folder is gone and whose key nobody claims. */
    private List<String> gone(List<Wanted> wanted) {
        Set<String> claimed = new HashSet<>(offer.keys());
        wanted.forEach(one -> claimed.add(one.playbook().key()));
        List<String> folders = offer.folders();
        return stored.entrySet().stream()
                .filter(entry -> offer.complete() && !claimed.contains(entry.getKey()))
                .filter(entry ->
                        !entry.getValue().retired() && !entry.getValue().published())
                .filter(entry -> !entry.getValue().folder().isEmpty()
                        && !folders.contains(entry.getValue().folder()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private void store(Wanted wanted, long epoch) {
        Playbook playbook = wanted.playbook();
        transaction
                .sql("""
                        INSERT INTO playbook_version (hash, playbook, files, origin, made_by)
                        VALUES (:hash, :key, :files::jsonb, :origin, :who) ON CONFLICT (hash) DO NOTHING
                        """)
                .bind("hash", playbook.version())
                .bind("key", playbook.key())
                .bind("files", PostgresPlaybookStore.json(playbook.files()))
                .bind("origin", wanted.folder().isEmpty() ? "shipped" : "folder")
                .bind("who", who)
                .update();
        String reason = playbook.paused() ? playbook.pause() : wanted.folder().isEmpty() ? pause : "";
        transaction
                .sql("""
                        INSERT INTO playbook AS p (playbook, hash, paused, reason, reset_epoch)
                        VALUES (:key, :hash, :paused, :reason, :epoch)
                        ON CONFLICT (playbook) DO UPDATE
                           SET hash = excluded.hash, watermark = '0', reset_epoch = excluded.reset_epoch, retired = false,
                               first_run = CASE WHEN p.retired THEN NULL ELSE p.first_run END,
                               published = false, offered = '', share = 100, run_most = NULL, run_asset = '',
                               before = CASE WHEN p.retired THEN '' WHEN p.share = 100 THEN p.hash
                                             WHEN p.before = excluded.hash THEN '' ELSE p.before END,
                               before_most = CASE WHEN p.share = 100 THEN p.run_most ELSE p.before_most END,
                               before_asset = CASE WHEN p.share = 100 THEN p.run_asset ELSE p.before_asset END
                        """)
                .bind("key", playbook.key())
                .bind("hash", playbook.version())
                .bind("paused", !reason.isEmpty())
                .bind("reason", reason)
                .bind("epoch", epoch)
                .update();
    }

    private void retire(String key) {
        transaction
                .sql("UPDATE playbook SET retired = true WHERE playbook = :key")
                .bind("key", key)
                .update();
    }

    private void noteFolder(Wanted wanted) {
        transaction
                .sql("UPDATE playbook SET folder = :folder WHERE playbook = :key AND folder <> :folder")
                .bind("folder", wanted.folder())
                .bind("key", wanted.playbook().key())
                .update();
    }

    private void log(AuditAction action, String key, String version, String folder) {
        AuditLog.append(
                transaction,
                Change.of(who, action, key)
                        .of(version)
                        .with(Map.of("from", folder.isEmpty() ? "shipped" : "folder " + folder)));
    }
}
