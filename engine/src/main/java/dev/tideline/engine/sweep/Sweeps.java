package dev.tideline.engine.sweep;

import dev.tideline.engine.database.Database;
import java.util.List;
import java.util.Optional;

/** Runs that people ask for, look at and stop. Every method blocks on the database; thread-safe. */
public final class Sweeps {

    private final PostgresRunStore runs;
    private final Runnable wake;

    /**
     * Over this database.
     *
     * @param wake has workers of this node look for work at once
     */
    public Sweeps(Database database, Runnable wake) {
        this.runs = new PostgresRunStore(database);
        this.wake = wake;
    }

    /**
     * Asks for a run; it waits until those before it have ended. Keys that are unknown or paused are left out of it. If
     * a run before it evaluates at a later instant, so does this one: live runs never go back in time.
     *
     * @throws SweptAlready if it is live and its instant lies before the last that its playbooks were swept at
     */
    public RunId start(SweepRequest request) {
        RunId id = runs.insert(request);
        wake.run();
        return id;
    }

    /** The run with its progress and counts. */
    public Optional<Run> find(RunId id) {
        return runs.find(id);
    }

    /** The latest runs, newest first, without counts. */
    public List<Run> recent(int most) {
        return runs.recent(most);
    }

    /** Stops a run within one chunk; what was committed stays. False if it had ended or does not exist. */
    public boolean cancel(RunId id, String who) {
        return runs.cancel(id, who);
    }

    /** Lets a held run go on when those being worked on have ended. False if it is not held. */
    public boolean release(RunId id, String who) {
        boolean released = runs.release(id, who);
        wake.run();
        return released;
    }
}
