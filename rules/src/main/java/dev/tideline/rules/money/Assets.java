package dev.tideline.rules.money;

import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Wording;
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
 * The assets that amounts may be in, by key in declared order. Immutable.
 *
 * @param byKey key to asset
 */
public record Assets(Map<String, Asset> byKey) {

    private static final String SHIPPED = "/money/assets.yaml";

    public Assets {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    /** The assets that come with the product. */
    public static Assets shipped() {
        try (InputStream file = Objects.requireNonNull(Assets.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return read("assets.yaml", new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code USDT: { decimals: 6 }}: the assets, or every problem in the text. */
    public static Checked<Assets> read(String source, String text) {
        Mapping top = Document.read(source, text);
        Map<String, Asset> found = new LinkedHashMap<>();
        for (String key : top.keys()) {
            Mapping node = top.mapping(key);
            int decimals = node.whole("decimals", 0, Asset.MOST_DECIMALS);
            node.refuseOthers();
            try {
                found.put(key, new Asset(key, decimals));
            } catch (IllegalArgumentException e) {
                top.report(key, Wording.of("a ticker such as USDT: capital letters and digits"));
            }
        }
        return top.problems().isEmpty()
                ? new Checked.Valid<>(new Assets(found))
                : new Checked.Invalid<>(top.problems());
    }

    /** The asset of this key. */
    public Optional<Asset> named(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /**
     * The asset of this key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Asset require(String key) {
        return named(key)
                .orElseThrow(() -> new IllegalArgumentException("Asset '" + key + "' is unknown. Try one of "
                        + byKey.keySet() + " or declare it in assets.yaml."));
    }
}
