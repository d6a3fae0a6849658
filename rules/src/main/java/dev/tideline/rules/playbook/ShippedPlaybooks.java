package dev.tideline.rules.playbook;

import dev.tideline.rules.notation.Notation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The playbooks that come with the product, read from the class path; works from inside a jar as well. */
public final class ShippedPlaybooks {

    private static final String FOLDER = "/playbooks/";

    private ShippedPlaybooks() {}

    /**
     * All of them, in order of their keys; reads them anew at each call.
     *
     * @throws IllegalArgumentException if one has problems: the build tests that none has
     */
    public static List<Playbook> all() {
        return keys().stream()
                .map(key -> PlaybookReader.read(files(key)).orThrow())
                .toList();
    }

    /** The keys in {@code playbooks/index.txt}, in order. */
    public static List<String> keys() {
        return text("index.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .sorted()
                .toList();
    }

    /** The texts of one shipped playbook, file name to text; none is shipped as a workbook. */
    public static Map<String, String> files(String key) {
        Map<String, String> files = new TreeMap<>();
        Stream.of(Playbook.DECLARATION, Playbook.SCENARIOS).forEach(name -> files.put(name, text(key + "/" + name)));
        Notation.endings().stream()
                .map(ending -> "rules" + ending)
                .filter(name -> ShippedPlaybooks.class.getResource(FOLDER + key + "/" + name) != null)
                .forEach(name -> files.put(name, text(key + "/" + name)));
        return files;
    }

    private static String text(String name) {
        try (InputStream file =
                Objects.requireNonNull(ShippedPlaybooks.class.getResourceAsStream(FOLDER + name), FOLDER + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
