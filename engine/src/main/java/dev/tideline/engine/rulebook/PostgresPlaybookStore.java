package dev.tideline.engine.rulebook;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.schedule.ScheduleKey;
import dev.tideline.rules.playbook.Playbook;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Playbooks, their versions and their states in PostgreSQL. Blocking; thread-safe. */
final class PostgresPlaybookStore {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<String, String>> FILES = new TypeReference<>() {};

    private final Database database;

    PostgresPlaybookStore(Database database) {
        this.database = database;
    }

    long epoch() {
        return database.inTransaction(
                transaction -> transaction.sql("SELECT epoch FROM catalogue").one(row -> row.number("epoch")));
    }

    Catalogue read() {
        return database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            List<Catalogue.Entry> entries = transaction.sql("""
                            SELECT p.*, v.files FROM playbook p JOIN playbook_version v USING (hash) ORDER BY p.playbook
                            """).list(PostgresPlaybookStore::entry);
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
     * Brings the catalogue to these versions; playbooks that it does not name stay. A new version makes everyone dirty
     * for its schedule.
     *
     * @param pause why playbooks that are new here start paused; empty if they only do when they say so
     * @return keys that are new or have another version
     */
    List<String> bring(Map<String, Playbook> playbooks, String origin, String pause) {
        return database.inTransaction(transaction -> {
            transaction.execute("SELECT FROM catalogue FOR UPDATE");
            Map<String, String> known = new TreeMap<>();
            transaction
                    .sql("SELECT playbook, hash FROM playbook")
                    .list(row -> known.put(row.text("playbook"), row.text("hash")));
            List<Playbook> changed = playbooks.values().stream()
                    .filter(playbook -> !playbook.version().equals(known.get(playbook.key())))
                    .toList();
            changed.forEach(playbook -> store(transaction, playbook, origin, pause));
            if (!changed.isEmpty()) {
                long epoch = nextEpoch(transaction);
                changed.forEach(playbook -> makeDirty(transaction, LoadedRulebook.schedule(playbook), epoch));
            }
            return changed.stream().map(Playbook::key).toList();
        });
    }

    private static void store(Transaction transaction, Playbook playbook, String origin, String pause) {
        transaction
                .sql("""
                        INSERT INTO playbook_version (hash, playbook, files, origin)
                        VALUES (:hash, :key, :files::jsonb, :origin) ON CONFLICT (hash) DO NOTHING
                        """)
                .bind("hash", playbook.version())
                .bind("key", playbook.key())
                .bind("files", JSON.writeValueAsString(playbook.files()))
                .bind("origin", origin)
                .update();
        String reason = playbook.paused() ? playbook.pause() : pause;
        transaction
                .sql("""
                        INSERT INTO playbook (playbook, hash, paused, reason) VALUES (:key, :hash, :paused, :reason)
                        ON CONFLICT (playbook) DO UPDATE SET hash = excluded.hash
                        """)
                .bind("key", playbook.key())
                .bind("hash", playbook.version())
                .bind("paused", !reason.isEmpty())
                .bind("reason", reason)
                .update();
    }

    /** Pauses or resumes one playbook. False if there is none of this key. */
    boolean pause(String key, boolean paused, String reason, String who, Optional<ScheduleKey> schedule) {
        return database.inTransaction(transaction -> {
            boolean found = transaction
                            .sql("""
                                    UPDATE playbook SET paused = :paused, reason = :reason, changed_by = :who, changed_at = now(),
                                       first_run = NULL
                                     WHERE playbook = :key
                                    """)
                            .bind("paused", paused)
                            .bind("reason", reason)
                            .bind("who", who)
                            .bind("key", key)
                            .update()
                    == 1;
            if (found) {
                long epoch = nextEpoch(transaction);
                schedule.filter(ignored -> !paused).ifPresent(resumed -> makeDirty(transaction, resumed, epoch));
            }
            return found;
        });
    }

    /** Pauses or resumes everything. */
    void pauseAll(boolean paused, String reason, String who) {
        database.doInTransaction(transaction -> transaction
                .sql("""
                        UPDATE catalogue SET epoch = epoch + 1, paused = :paused, reason = :reason, changed_by = :who,
                               changed_at = now()
                        """)
                .bind("paused", paused)
                .bind("reason", reason)
                .bind("who", who)
                .update());
    }

    private static long nextEpoch(Transaction transaction) {
        return transaction
                .sql("UPDATE catalogue SET epoch = epoch + 1 RETURNING epoch")
                .one(row -> row.number("epoch"));
    }

    private static void makeDirty(Transaction transaction, ScheduleKey schedule, long epoch) {
        transaction
                .sql("UPDATE schedule SET watermark = '0', reset_epoch = :epoch WHERE cron = :cron AND zone = :zone")
                .bind("epoch", epoch)
                .bind("cron", schedule.cron())
                .bind("zone", schedule.zone())
                .update();
    }

    private static Catalogue.Entry entry(Row row) throws SQLException {
        PlaybookState state = new PlaybookState(
                row.text("playbook"),
                row.text("hash"),
                row.flag("paused"),
                row.text("reason"),
                row.text("changed_by"),
                row.instant("changed_at"),
                List.of());
        return new Catalogue.Entry(state, JSON.readValue(row.text("files"), FILES));
    }
}
