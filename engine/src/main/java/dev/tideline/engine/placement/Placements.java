package dev.tideline.engine.placement;

import dev.tideline.rules.language.Checked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The placements of an installation. Immutable.
 *
 * @param byKey key to placement, in declared order
 */
public record Placements(Map<String, Placement> byKey) {

    private static final String SHIPPED = "/placements.yaml";

    public Placements {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    /** The placements that come with the product. */
    public static Placements shipped() {
        try (InputStream file = Objects.requireNonNull(Placements.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return read("placements.yaml", new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a declaration: the placements, or every problem in it. */
    public static Checked<Placements> read(String source, String text) {
        return PlacementReader.read(source, text);
    }

    /** The placement of this key. */
    public Optional<Placement> named(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
