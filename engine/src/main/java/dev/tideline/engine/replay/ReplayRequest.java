package dev.tideline.engine.replay;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

/**
 * A wanted replay.
 *
 * @param files the playbook's files, name to text
 * @param from first day
 * @param to last day, included
 * @param every which days in between are evaluated
 * @param requestedBy who asks
 */
public record ReplayRequest(Map<String, String> files, LocalDate from, LocalDate to, Every every, String requestedBy) {

    public ReplayRequest {
        files = Map.copyOf(files);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(every, "every");
        Objects.requireNonNull(requestedBy, "requestedBy");
    }
}
