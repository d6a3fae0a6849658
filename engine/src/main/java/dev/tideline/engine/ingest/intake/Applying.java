package dev.tideline.engine.ingest.intake;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;

/**
 * Applies what an intake spooled, one transaction a batch. The report and the refused lines are written by a last one, so
 * that a count is never of something that was taken back.
 */
public final class Applying {

    private static final int MOST_TRIES = 5;

    /** Applies the lines of one batch; called again if PostgreSQL asks to try again. */
    @FunctionalInterface
    public interface Step {
        Applied apply(Transaction transaction, Batch batch);
    }

    private Applying() {}

    public static IngestReport apply(Database database, Intake intake, Step step) {
        Batch batch = Batch.from(intake.spool(), 0, intake.limits().batchLines());
        while (batch.lines() > 0) {
            Batch next = batch;
            intake.count(retrying(database, transaction -> {
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

    public static Applied retrying(Database database, Transaction.Work<Applied> work) {
        for (int attempt = 1; true; attempt++) {
            try {
                return database.inTransaction(work);
            } catch (DatabaseException e) {
                if (attempt == MOST_TRIES || !e.worthRetrying()) {
                    throw e;
                }
            }
        }
    }
}
