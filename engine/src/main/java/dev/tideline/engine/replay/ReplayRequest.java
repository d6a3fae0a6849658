package dev.tideline.engine.replay;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

/**
 * A wanted replay.
 *
 * @param files the playbook's files, name to text
 * @param arbitration whether it runs alone or among all live playbooks
 * @param against the files of another version to live the same days with; empty if there is none
 * @param from first day
 * @param to last day, included
 * @param every which days in between are evaluated
 * @param requestedBy who asks
 */
public record ReplayRequest(
        Map<String, String> files,
        Arbitration arbitration,
        Map<String, String> against,
        LocalDate from,
        LocalDate to,
        Every every,
        String requestedBy) {

    /** What a playbook is arbitrated with. */
    public enum Arbitration {
        /** Nothing: each person walks through the days by himself, with budgets of his own. */
        ALONE,
        /** All live playbooks, day by day, with budgets that everybody shares. */
        FULL
    }

    /** Of a playbook alone. */
    public ReplayRequest(Map<String, String> files, LocalDate from, LocalDate to, Every every, String requestedBy) {
        this(files, Arbitration.ALONE, Map.of(), from, to, every, requestedBy);
    }

    public ReplayRequest {
        files = Map.copyOf(files);
        Objects.requireNonNull(arbitration, "arbitration");
        against = Map.copyOf(against);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(every, "every");
        Objects.requireNonNull(requestedBy, "requestedBy");
    }
}
