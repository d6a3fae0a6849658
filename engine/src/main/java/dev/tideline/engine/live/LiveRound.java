package dev.tideline.engine.live;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.LoggedFault;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes users from the queue and decides for their persons in one transaction, by the work of sweeps. For one thread. */
final class LiveRound {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(LiveRound.class);

    private final Database database;
    private final RulebookHolder holder;
    private final LiveRun runs;
    private final ChunkWork work;
    private final int most;
    private int size;

    LiveRound(Database database, RulebookHolder holder, LiveRun runs, ChunkWork work, int most) {
        this.database = database;
        this.holder = holder;
        this.runs = runs;
        this.work = work;
        this.most = most;
        this.size = most;
    }

    /**
     * Decides for those who wait the longest. A round that fails is tried in ever smaller pieces, until one user stands alone
     * and is set aside for sweeps.
     *
     * @return whether somebody waited
     */
    boolean work() {
        LoadedRulebook loaded = holder.current();
        if (loaded.pausedAll()) {
            return false;
        }
        try {
            int taken = database.inTransaction(transaction -> work(transaction, loaded));
            size = Math.min(most, size * 2);
            return taken > 0;
        } catch (ChunkWork.AskFirst first) {
            first.ask();
            return true;
        } catch (DatabaseException e) {
            if (e.worthRetrying()) {
                return true;
            }
            if (e.isAway()) {
                throw e;
            }
            return smaller(e);
        } catch (RuntimeException e) {
            // An edge: one bad user must not stop the others.
            return smaller(e);
        }
    }

    private boolean smaller(RuntimeException problem) {
        log.warn("A round of {} users failed: {}", size, LoggedFault.of(problem));
        if (size == 1) {
            database.doInTransaction(transaction -> LiveQueue.take(transaction, 1));
        }
        size = Math.max(1, size / 10);
        return true;
    }

    private int work(Transaction transaction, LoadedRulebook loaded) throws SQLException {
        transaction.touchesFewRows(SILENCE);
        List<Long> users = LiveQueue.take(transaction, size);
        Set<String> playbooks = users.isEmpty() ? Set.of() : LiveRun.begun(transaction, loaded.onEvents());
        if (playbooks.isEmpty()) {
            return users.size();
        }
        Instant now = transaction.sql("SELECT clock_timestamp() AS now").one(row -> row.instant("now"));
        RunSpec run = runs.at(transaction, now, loaded, playbooks);
        if (!work.accepts(run)) {
            throw new IllegalStateException("The rulebook in force is not to be had");
        }
        List<Long> persons = list(transaction, run, users);
        if (!persons.isEmpty()) {
            Chunk chunk = new Chunk(run, "", persons.get(0) - 1, persons.get(persons.size() - 1), persons.size());
            poisoned(transaction, run, work.work(transaction, chunk));
            unlist(transaction, run, persons);
        }
        return users.size();
    }

    /** The persons of these users, in order, listed where the work looks for them; nobody else ever sees the list. */
    private static List<Long> list(Transaction transaction, RunSpec run, List<Long> users) {
        return transaction
                .sql("""
                        WITH listed AS (
                            INSERT INTO run_person (run_no, person_no)
                            SELECT DISTINCT :run::bigint, person_no FROM users WHERE user_no = ANY(:users)
                            ORDER BY person_no RETURNING person_no)
                        SELECT person_no FROM listed ORDER BY person_no
                        """)
                .bind("run", run.id().number())
                .bind("users", users)
                .list(row -> row.number("person_no"));
    }

    /**
     * Whoever was decided for is dirty: the next sweep of every schedule looks at what follows from it. Who has to wait for
     * others of his cluster waits for a sweep, which knows them.
     */
    private static void unlist(Transaction transaction, RunSpec run, List<Long> persons) {
        transaction
                .sql("DELETE FROM staged_claim WHERE run_no = :run AND person_no = ANY(:persons)")
                .bind("run", run.id().number())
                .bind("persons", persons)
                .update();
        transaction
                .sql("DELETE FROM run_person WHERE run_no = :run AND person_no = ANY(:persons)")
                .bind("run", run.id().number())
                .bind("persons", persons)
                .update();
        transaction.sql("""
                        UPDATE users SET changed_xid = pg_current_xact_id() WHERE user_no IN (
                            SELECT user_no FROM users u
                            WHERE u.person_no = ANY(:persons) AND EXISTS (SELECT FROM decision_state s
                                WHERE s.person_no = u.person_no AND s.xmin = pg_current_xact_id()::xid)
                            ORDER BY user_no FOR NO KEY UPDATE)
                        """).bind("persons", persons).update();
    }

    private static void poisoned(Transaction transaction, RunSpec run, ChunkResult result) {
        for (ChunkResult.Poisoned one : result.poisoned()) {
            transaction
                    .sql("""
                            INSERT INTO poison (run_no, person_no, playbook, user_id, error)
                            VALUES (:run, :person, :playbook, :user, left(:error, 2000))
                            ON CONFLICT (run_no, person_no, playbook) DO UPDATE SET error = excluded.error, at = now()
                            """)
                    .bind("run", run.id().number())
                    .bind("person", one.personNo())
                    .bind("playbook", one.playbook())
                    .bind("user", one.userId())
                    .bind("error", one.error().replace('\0', ' '))
                    .update();
            one.noteCut(transaction);
        }
    }
}
