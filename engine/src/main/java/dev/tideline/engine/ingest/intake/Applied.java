package dev.tideline.engine.ingest.intake;

import dev.tideline.engine.ingest.check.Refusal;
import java.util.List;

/**
 * What one batch brought.
 *
 * @param accepted lines taken
 * @param duplicates lines taken before
 * @param conflicts duplicates with other content
 * @param refusals the conflicts as a reader should see them
 */
public record Applied(long accepted, long duplicates, long conflicts, List<Refusal> refusals) {}
