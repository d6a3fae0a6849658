package dev.tideline.engine.pull.choice;

/** A candidate that is not offered, and why. */
public record Other(String playbook, String rule, String outcome, String reason) {}
