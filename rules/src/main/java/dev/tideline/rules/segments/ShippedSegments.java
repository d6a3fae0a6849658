package dev.tideline.rules.segments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The segment files that come with the product. */
final class ShippedSegments {

    private static final List<String> NAMES = List.of("lifecycle.yaml", "rfm.yaml", "bands.yaml");

    private ShippedSegments() {}

    /** Text by file name. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        NAMES.forEach(name -> files.put("segments/" + name, text("/segments/" + name)));
        return files;
    }

    private static String text(String resource) {
        try (InputStream file = Objects.requireNonNull(ShippedSegments.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
