package dev.tideline.engine.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something that does not come out as it was written.
 *
 * @param path JSON Pointer into the record
 * @param stored what the record says, JSON where it is no text; null if it says nothing there
 * @param recomputed what comes out; null if nothing does
 */
public record Difference(
        String path, @Nullable String stored, @Nullable String recomputed) {}
