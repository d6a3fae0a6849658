package dev.tideline.engine.ingest;

import java.util.List;

/**
 * What one batch brought.
 *
 * @param accepted lines taken
 * @param duplicates lines taken before
 * @param conflicts duplicates with other content
 * @param refusals the conflicts as a reader should see them
 */
record Applied(long accepted, long duplicates, long conflicts, List<Refusal> refusals) {}
