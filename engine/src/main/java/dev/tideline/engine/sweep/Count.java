package dev.tideline.engine.sweep;

/**
 * How often a run came to one result for one playbook.
 *
 * @param playbook key of the playbook
 * @param outcome what became of the candidates, in arbitration's words
 * @param reason why; empty if there is nothing to say
 * @param count number of candidates
 */
public record Count(String playbook, String outcome, String reason, long count) {}
