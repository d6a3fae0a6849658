package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.engine.auditlog.AuditAction;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.auditlog.Change;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.quarantine.Quarantine;
import dev.tideline.engine.quarantine.Quarantined;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stops playbooks and lets them act again, one or all, by people and by the server itself. Each change is in the audit log, and
 * all nodes follow it. Blocking; thread-safe.
 */
public final class PlaybookSwitches {

    private final Database database;

    /** Over this database. */
    public PlaybookSwitches(Database database) {
        this.database = database;
    }

    /** What resuming a playbook came to. */
    public enum Resumed {
        /** It acts again. */
        DONE,
        /** It was neither paused nor in quarantine; nothing was written down. */
        NOT_PAUSED,
        /** There is none of this key. */
        UNKNOWN
    }

    /** Pauses one playbook. False if there is none of this key. */
    public boolean pause(String key, String reason, String who) {
        return database.inTransaction(transaction ->
                pause(transaction, PostgresPlaybookStore.nextEpoch(transaction), key, true, false, reason, who));
    }

    /** Resumes one playbook, out of quarantine too; it has missed who knows what. */
    public Resumed resume(String key, String who) {
        return database.inTransaction(transaction -> {
            long epoch = PostgresPlaybookStore.nextEpoch(transaction);
            Optional<Boolean> paused = transaction
                    .sql("SELECT paused FROM playbook WHERE playbook = :key FOR UPDATE")
                    .bind("key", key)
                    .first(row -> row.flag("paused"));
            if (paused.isEmpty()) {
                return Resumed.UNKNOWN;
            }
            boolean freed = Quarantine.lift(transaction, key);
            if (!paused.get() && !freed) {
                return Resumed.NOT_PAUSED;
            }
            pause(transaction, epoch, key, false, freed, "", who);
            return Resumed.DONE;
        });
    }

    private static boolean pause(
            Transaction transaction, long epoch, String key, boolean paused, boolean freed, String reason, String who) {
        Optional<String> version = transaction
                .sql("""
                            UPDATE playbook
                               SET paused = :paused, reason = :reason, changed_by = :who, changed_at = now(),
                                   first_run = CASE WHEN paused = :paused AND NOT :freed THEN first_run END,
                                   watermark = CASE WHEN paused = :paused AND NOT :freed THEN watermark ELSE '0' END,
                                   reset_epoch = CASE WHEN paused = :paused AND NOT :freed
                                                      THEN reset_epoch ELSE :epoch END
                             WHERE playbook = :key
                            RETURNING hash
                            """)
                .bind("paused", paused)
                .bind("freed", freed)
                .bind("reason", reason)
                .bind("who", who)
                .bind("epoch", epoch)
                .bind("key", key)
                .first(row -> row.text("hash"));
        version.map(hash -> switched(key, paused, reason, who)
                        .of(hash)
                        .with(freed ? Map.of("quarantine", "lifted") : Map.of()))
                .ifPresent(change -> AuditLog.append(transaction, change));
        return version.isPresent();
    }

    /** Puts playbooks that were cut too often into quarantine, which all nodes follow as they follow a pause. */
    public List<Quarantined> quarantine(Quarantine quarantine) {
        return database.inTransaction(transaction -> {
            List<Quarantined> found = quarantine.look(transaction);
            if (!found.isEmpty()) {
                PostgresPlaybookStore.nextEpoch(transaction);
                found.forEach(one -> AuditLog.append(transaction, stopped(one)));
            }
            return found;
        });
    }

    private static Change stopped(Quarantined one) {
        return Change.of(Change.SERVER, AuditAction.QUARANTINED, one.playbook())
                .of(one.version())
                .because(one.reason())
                .with(Map.of("persons", String.valueOf(one.persons())));
    }

    /** Pauses or resumes everything. False, and nothing is written down, if what is resumed was not paused. */
    public boolean pauseAll(boolean paused, String reason, String who) {
        return database.inTransaction(transaction -> {
            long changed = transaction
                    .sql("""
                            UPDATE catalogue SET epoch = epoch + 1, paused = :paused, reason = :reason, changed_by = :who,
                                   changed_at = now()
                             WHERE paused OR :paused
                            """)
                    .bind("paused", paused)
                    .bind("reason", reason)
                    .bind("who", who)
                    .update();
            if (changed > 0) {
                AuditLog.append(transaction, switched("", paused, reason, who));
            }
            return changed > 0;
        });
    }

    private static Change switched(String key, boolean paused, String reason, String who) {
        return Change.of(who, paused ? AuditAction.PAUSED : AuditAction.RESUMED, key)
                .because(reason);
    }
}
