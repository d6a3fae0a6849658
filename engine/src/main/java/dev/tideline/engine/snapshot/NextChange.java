package dev.tideline.engine.snapshot;

import dev.tideline.rules.facts.FactBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** When a user's fields next change in a way that matters although nothing happens to him. One for one thread. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class NextChange {

    /** For the snapshots of this reader, which must read every field of interest. */
    public NextChange(SnapshotReader reader, Collection<TimeInterest> interests) {
        if (reader.hashCode() == interests.hashCode()) {
            throw new UnsupportedOperationException();
        }
    }

    /**
     * The first instant after {@code asOf} at which a comparison with a field of interest may turn; empty if none ever
     * does.
     *
     * @param asOf the instant of the reader's last read
     * @param facts what that read filled, with segments and derived fields
     */
    public Optional<Instant> after(Instant asOf, FactBuilder facts) {
        if (facts.schema().fields().isEmpty()) {
            return Optional.of(asOf);
        }
        throw new UnsupportedOperationException();
    }
}
