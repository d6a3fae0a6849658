package dev.tideline.engine.sweep;

/** Where a run stands. */
public enum RunState {
    /** Inserted, or released after it was held: waits until no other run is worked on. */
    PLANNED,
    /** Its shards are being worked on. */
    RUNNING,
    /** It matched far more than its last runs: waits for a person to release or cancel it. */
    HELD,
    /** All shards are committed. */
    DONE,
    /** Stopped by a person; what was committed stays. */
    CANCELLED,
    /** Could not be planned; {@link Run#reason} says why. */
    FAILED;

    /** Whether nothing will happen to the run any more. */
    public boolean isFinal() {
        return this == DONE || this == CANCELLED || this == FAILED;
    }
}
