package dev.tideline.engine.quarantine;

import java.time.Instant;
import java.util.Objects;

/**
 * Why a version of a playbook does not act.
 *
 * @param playbook its key
 * @param version its content hash
 * @param persons for how many persons it was cut before it was stopped
 * @param reason why it was cut for the last of them
 * @param since when it was stopped
 */
public record Quarantined(String playbook, String version, long persons, String reason, Instant since) {

    public Quarantined {
        Objects.requireNonNull(playbook, "playbook");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
    }

    /** All of it in a sentence. */
    public String text() {
        return "Quarantined: cut for " + persons + " persons, last because " + reason;
    }
}
