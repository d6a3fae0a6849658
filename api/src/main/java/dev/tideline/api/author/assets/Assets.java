package dev.tideline.api.author.assets;

import dev.tideline.rules.hash.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files that the page loads, some 2 MB, read once. Only what is named here is served. Their addresses hold a hash of all of
 * them, so that browsers may keep them for ever. Immutable.
 */
@Component
public final class Assets {
    private static final String RESOURCES = "META-INF/resources/";
    private static final int HASH = 12;

    private static final List<String> OWN = List.of("author.css", "author.js", "editor.js", "grid.js", "charts.js");

    /** Versions stand in the POM; a star takes the one that is there. */
    private static final Map<String, String> WEBJARS = Map.of(
            "pico.css", RESOURCES + "webjars/picocss__pico/*/css/pico.min.css",
            "htmx.js", RESOURCES + "webjars/htmx.org/*/dist/htmx.min.js");

    /** What the editor imports, by the names under which these modules import each other. */
    private static final List<String> MODULES = List.of(
            "@codemirror/commands",
            "@codemirror/language",
            "@codemirror/lint",
            "@codemirror/state",
            "@codemirror/view",
            "@lezer/common",
            "@lezer/highlight",
            "@marijn/find-cluster-break",
            "crelt",
            "style-mod",
            "w3c-keyname");

    private final ResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final String version;

    Assets() {
        Map<String, String> places = npmPlaces();
        OWN.forEach(name -> files.put(name, read("author/" + name)));
        WEBJARS.forEach((name, place) -> files.put(name, read(place)));
        MODULES.forEach(module -> files.put(fileName(module), read(place(places, module))));
        files.put("echarts.js", read(place(places, "echarts/dist/") + "echarts.common.min.js"));
        MessageDigest digest = Sha256.digest();
        files.forEach((name, bytes) -> digest.update(bytes));
        version = HexFormat.of().formatHex(digest.digest()).substring(0, HASH);
    }

    /** Where npm packages have their modules: each of their jars tells in an import map. */
    private Map<String, String> npmPlaces() {
        Map<String, String> places = new TreeMap<>();
        try {
            for (Resource map : resources.getResources("classpath*:META-INF/importmap.json")) {
                JsonNode imports = JsonMapper.shared()
                        .readTree(map.getContentAsByteArray())
                        .path("imports");
                imports.properties()
                        .forEach(module ->
                                places.put(module.getKey(), module.getValue().asString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    private static String place(Map<String, String> places, String module) {
        return RESOURCES + Objects.requireNonNull(places.get(module), module).substring(1);
    }

    private static String fileName(String module) {
        return module.replace("@", "").replace('/', '-') + ".js";
    }

    private byte[] read(String place) {
        try {
            Resource[] found = resources.getResources("classpath*:" + place);
            if (found.length != 1) {
                throw new IllegalStateException(
                        place + " has " + found.length + " files on the class path. There should be one.");
            }
            return found[0].getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Before the name of a file in its address. */
    public String base() {
        return "/author/assets/" + version;
    }

    /** The import map, as JSON. */
    public String importMap() {
        return MODULES.stream()
                .map(module -> "\"%s\":\"%s/%s\"".formatted(module, base(), fileName(module)))
                .collect(Collectors.joining(",", "{\"imports\":{", "}}"));
    }

    /** The file of this name; empty for others, and under the address of another version. */
    Optional<byte[]> find(String version, String name) {
        return version.equals(this.version) ? Optional.ofNullable(files.get(name)) : Optional.empty();
    }
}
