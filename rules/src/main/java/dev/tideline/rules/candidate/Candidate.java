package dev.tideline.rules.candidate;

import java.util.List;
import java.util.Objects;

/**
 * What one rule proposes for one user.
 *
 * @param playbook key of the playbook
 * @param rule name of the rule, {@code playbook/what-it-does}
 * @param parts what it proposes, in the order the rule names them; never empty
 */
public record Candidate(String playbook, String rule, List<Part> parts) {

    public Candidate {
        Objects.requireNonNull(playbook, "playbook");
        Objects.requireNonNull(rule, "rule");
        parts = List.copyOf(parts);
    }
}
