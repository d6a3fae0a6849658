package dev.tideline.engine.vesting;

import java.time.Instant;

/** What was found of a locked grant at an instant. */
sealed interface Finding {

    /** Its conditions are met. */
    record Vests() implements Finding {}

    /** They can no longer be met. */
    record Forfeits() implements Finding {}

    /**
     * Neither is sure yet.
     *
     * @param until when to ask again
     * @param note why nobody but a person can tell; empty otherwise
     */
    record Waits(Instant until, String note) implements Finding {}
}
