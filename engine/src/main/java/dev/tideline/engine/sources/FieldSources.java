package dev.tideline.engine.sources;

import dev.tideline.rules.facts.Derivation;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The declared source of every field of the user, {@code sources.yaml}. Immutable. */
public final class FieldSources {

    private static final String FILE = "/sources.yaml";

    private final Vocabulary vocabulary;
    private final Map<String, Source> sources;
    private final Map<String, String> byColumn;
    private final String traits;
    private final Map<Source, List<Field>> brought = new LinkedHashMap<>();

    FieldSources(Vocabulary vocabulary, Map<String, Source> sources, Map<String, String> byColumn, String traits) {
        this.vocabulary = vocabulary;
        this.sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        this.byColumn = Map.copyOf(byColumn);
        this.traits = traits;
        vocabulary
                .user()
                .fields()
                .forEach(field -> of(field)
                        .ifPresent(source -> brought.computeIfAbsent(source, key -> new ArrayList<>())
                                .add(field)));
    }

    /** The shipped declaration; the operator's traits come from the feed that it names for traits. */
    public static FieldSources shipped(Vocabulary vocabulary) {
        return read(shippedText(), "sources.yaml", vocabulary).orThrow();
    }

    /** Reads an operator's own declaration. */
    public static Checked<FieldSources> read(String yaml, String fileName, Vocabulary vocabulary) {
        return new SourcesReader(fileName, vocabulary).read(yaml);
    }

    /** All sources in declared order. */
    public Collection<Source> sources() {
        return sources.values();
    }

    /** The source of a field; empty for fields that no source brings (segments). A derived field has its base's source. */
    public Optional<Source> of(Field field) {
        String declared = byColumn.get(base(field));
        if (declared == null) {
            return Optional.empty();
        }
        if (declared.equals(SourcesReader.HISTORY)) {
            return of(vocabulary.user().require(historyOf(field).names().get(0)));
        }
        return Optional.ofNullable(sources.get(declared));
    }

    /** Whether a trait of this key would have a source: its own line, or the feed that is named for traits. */
    public boolean bringsTrait(String key) {
        return byColumn.containsKey(key) || (sources.containsKey(traits) && !traits.equals(Source.EVENTS));
    }

    /** Whether feed rows may set this field. */
    public boolean isFed(Field field) {
        return feed(field) != null;
    }

    /** How this field is computed; empty if a feed brings it, or it is derived or a segment. */
    public Optional<FieldDefinition> definitionOf(Field field) {
        String declared = byColumn.get(field.column());
        if (Source.EVENTS.equals(declared)) {
            return Optional.ofNullable(FieldDefinitions.shipped().events().get(field.column()));
        }
        return SourcesReader.HISTORY.equals(declared) ? Optional.of(historyOf(field)) : Optional.empty();
    }

    /** What of events raises this field above what its feed says; empty if nothing does, or no feed brings it. */
    public Optional<FieldDefinition> raisingOf(Field field) {
        return isFed(field)
                ? Optional.ofNullable(FieldDefinitions.shipped().raised().get(field.column()))
                : Optional.empty();
    }

    /**
     * The fields that must not be relied on at {@code asOf}: their source's watermark is older than its maximum age, or
     * there is none.
     *
     * @param watermarks by name of the source
     */
    public Set<Field> stale(Map<String, Instant> watermarks, Instant asOf) {
        Set<Field> stale = new LinkedHashSet<>();
        brought.forEach((source, fields) -> {
            if (isStale(source, watermarks.get(source.name()), asOf)) {
                stale.addAll(fields);
            }
        });
        return stale;
    }

    private static boolean isStale(Source source, @Nullable Instant watermark, Instant asOf) {
        return watermark == null || watermark.isBefore(asOf.minus(source.maxAge()));
    }

    private @Nullable String feed(Field field) {
        String declared = byColumn.get(field.column());
        return declared == null || declared.equals(Source.EVENTS) || declared.equals(SourcesReader.HISTORY)
                ? null
                : declared;
    }

    private static FieldDefinition historyOf(Field field) {
        return Objects.requireNonNull(FieldDefinitions.shipped().history().get(field.column()), field.column());
    }

    private static String base(Field field) {
        return field.derived().map(Derivation::column).orElse(field.column());
    }

    private static String shippedText() {
        try (InputStream file = Objects.requireNonNull(FieldSources.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
