package dev.tideline.engine.sources;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Vocabulary;
import dev.tideline.rules.problem.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The declared source of every field of the user, {@code sources.yaml}. Immutable. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class FieldSources {

    private FieldSources() {}

    /** A file that was read: the sources, or everything that is wrong with it. */
    public record Reading(Optional<FieldSources> sources, List<Problem> problems) {}

    /** The shipped declaration; the operator's traits come from the feed that it names for traits. */
    public static FieldSources shipped(Vocabulary vocabulary) {
        throw new UnsupportedOperationException(vocabulary.toString());
    }

    /** Reads an operator's own declaration. */
    public static Reading read(String yaml, String fileName, Vocabulary vocabulary) {
        throw new UnsupportedOperationException(yaml + fileName + vocabulary);
    }

    /** All sources in declared order. */
    public Collection<Source> sources() {
        throw new UnsupportedOperationException();
    }

    /** The source of a field; empty for fields that no source brings (segments). A derived field has its base's source. */
    public Optional<Source> of(Field field) {
        throw new UnsupportedOperationException(field.column());
    }

    /** Whether feed rows may set this field. */
    public boolean isFed(Field field) {
        throw new UnsupportedOperationException(field.column());
    }

    /**
     * The fields that must not be relied on at {@code asOf}: their source's watermark is older than its maximum age, or
     * there is none.
     *
     * @param watermarks by name of the source
     */
    public Set<Field> stale(Map<String, Instant> watermarks, Instant asOf) {
        throw new UnsupportedOperationException(watermarks + asOf.toString());
    }
}
