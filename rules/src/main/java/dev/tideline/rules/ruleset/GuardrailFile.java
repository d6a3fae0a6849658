package dev.tideline.rules.ruleset;

import java.util.Objects;

/**
 * One file of guardrails. Rule names are unique over all files.
 *
 * @param name the file's name, where problems point at
 * @param drl its text
 */
public record GuardrailFile(String name, String drl) {

    public GuardrailFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(drl, "drl");
    }
}
