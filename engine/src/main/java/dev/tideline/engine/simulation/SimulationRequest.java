package dev.tideline.engine.simulation;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A wanted simulation.
 *
 * @param playbook key of the playbook
 * @param files the draft's files, name to text
 * @param filter a condition on users as rules write it, {@code regionGroup == "SG", lists contains "vips"}; empty for
 *     everybody
 * @param asOf the instant of evaluation; null for the database's now
 * @param requestedBy who asks
 */
public record SimulationRequest(
        String playbook,
        Map<String, String> files,
        String filter,
        @Nullable Instant asOf,
        String requestedBy) {

    public SimulationRequest {
        Objects.requireNonNull(playbook, "playbook");
        files = Map.copyOf(files);
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(requestedBy, "requestedBy");
    }
}
