package dev.tideline.api.calls;

/** A body that tells nothing: none, or an object without members. What is told in vain is refused. */
public record Nothing() {}
