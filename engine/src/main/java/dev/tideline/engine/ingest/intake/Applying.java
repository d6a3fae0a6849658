package dev.tideline.engine.ingest.intake;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;

/**
 * Applies what an intake spooled, one transaction a batch. The report and the refused lines are written by a last one, so
 * that a count is never of something that was taken back.
 */
public final class Applying {

    /** Applies the lines of one batch; called again if PostgreSQL asks to try again. */
    @FunctionalInterface
    public interface Step {
        Applied apply(Transaction transaction, Batch batch);
    }

    private Applying() {}

    /** Applies all of it and reports. */
    public static IngestReport apply(Database database, Intake intake, Step step) {
        Batch batch = Batch.from(intake.spool(), 0, intake.limits().batchLines());
        while (batch.lines() > 0) {
            Batch next = batch;
            intake.count(database.retrying(transaction -> {
                Applied applied = step.apply(transaction, next);
                if (next.isLast()) {
                    intake.advance(transaction);
                }
                return applied;
            }));
            batch = Batch.from(intake.spool(), batch.to(), intake.limits().batchLines());
        }
        return database.inTransaction(intake::report);
    }
}
