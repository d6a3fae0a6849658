package dev.tideline.api.command;

/** Ends a server whose database is gone for good: what started it may be able to start it again. */
public final class DatabaseLost implements Runnable {

    @Override
    public void run() {
        System.err.println("Tideline stops: its embedded PostgreSQL ended and does not start again."
                + " postgres.log in TIDELINE_HOME says why.");
        // the caller may hold what the end of the process waits for
        new Thread(() -> System.exit(1), "database lost").start();
    }
}
