package dev.tideline.engine.job;

/** Where a job is. */
public enum JobState {
    /** It waits for its turn. */
    PLANNED,
    /** A server works on it. */
    RUNNING,
    /** Its results are there. */
    DONE,
    /** It was given up; the reason says why. */
    FAILED,
    /** Somebody stopped it. */
    CANCELLED
}
