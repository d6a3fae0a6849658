package dev.tideline.engine.authoring.validation;

import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.scenario.Coverage;
import java.util.List;
import java.util.Objects;

/**
 * What was found of a playbook's files.
 *
 * @param playbook key of the playbook
 * @param version content hash of the files
 * @param problems what is wrong with the files, their rules or their cases; all block
 * @param findings what the checks beyond syntax found, the heaviest first; errors block. Empty as long as the rules cannot
 *     be read
 * @param coverage which rules and rows of tables the cases fire. Empty as long as the rules cannot be read
 */
public record Validation(
        String playbook, String version, List<Problem> problems, List<Finding> findings, Coverage coverage) {

    public Validation {
        Objects.requireNonNull(playbook, "playbook");
        Objects.requireNonNull(version, "version");
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
        Objects.requireNonNull(coverage, "coverage");
    }

    /** Whether nothing keeps these files from coming into force. */
    public boolean sound() {
        return problems.isEmpty() && findings.stream().noneMatch(Finding::blocks);
    }
}
