package dev.tideline.engine.simulation.tally;

/** One of the two that a simulation compares. */
public enum Side {
    /** As things stand. */
    LIVE,
    /** With the draft in force. */
    DRAFT
}
