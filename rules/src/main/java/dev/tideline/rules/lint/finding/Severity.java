package dev.tideline.rules.lint.finding;

/** How much a finding weighs, the heaviest first. */
public enum Severity {
    /** Blocks a publication. */
    ERROR,
    /** Does not block; whoever approves has to see it. */
    WARNING,
    /** Worth knowing. */
    NOTE
}
