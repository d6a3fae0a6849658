package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.sweep.PostgresRunStore;
import dev.tideline.engine.sweep.Progress;
import dev.tideline.engine.sweep.Run;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log how far the runs are. */
final class RunLog {

    private static final Logger log = LoggerFactory.getLogger(RunLog.class);

    private final PostgresRunStore runs;

    RunLog(Database database) {
        this.runs = new PostgresRunStore(database);
    }

    void print() {
        try {
            runs.running().forEach(RunLog::print);
        } catch (RuntimeException e) {
            // An edge: without the database there is no progress to report.
            log.debug("Progress is not known: {}", e.getMessage());
        }
    }

    private static void print(Run run) {
        Progress progress = run.progress();
        log.info(
                "Run {}: {} of {} persons, {}/s, {} left, {} candidates, {} set aside",
                run.id(),
                progress.done(),
                progress.total(),
                Math.round(progress.rate()),
                progress.left().map(Duration::toSeconds).map(s -> s + " s").orElse("unknown time"),
                progress.matched(),
                progress.poisoned());
    }
}
