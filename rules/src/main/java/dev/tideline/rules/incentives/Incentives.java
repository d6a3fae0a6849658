package dev.tideline.rules.incentives;

import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.language.Checked;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The incentives that rules may offer, by key in declared order. Immutable.
 *
 * @param byKey key to incentive
 */
public record Incentives(Map<String, Incentive> byKey) {

    private static final String SHIPPED = "/incentives/catalogue.yaml";

    public Incentives {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    /** The catalogue that comes with the product. */
    public static Incentives shipped() {
        try (InputStream file = Objects.requireNonNull(Incentives.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return read("catalogue.yaml", new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a catalogue: the incentives, or every problem in it. */
    public static Checked<Incentives> read(String source, String text) {
        Mapping top = Document.read(source, text);
        Map<String, Incentive> found = new LinkedHashMap<>();
        top.keys().forEach(key -> found.put(key, incentive(key, top.mapping(key))));
        return top.problems().isEmpty()
                ? new Checked.Valid<>(new Incentives(found))
                : new Checked.Invalid<>(top.problems());
    }

    private static Incentive incentive(String key, Mapping node) {
        Incentive.Type type = node.word("type", Incentive.Type.class);
        BigDecimal face = amount(node, "faceValue");
        BigDecimal cost = amount(node, "expectedCost");
        if (cost.compareTo(face) > 0) {
            node.report("expectedCost", "at most the face value");
        }
        Mapping name = node.mapping("name");
        Incentive incentive =
                new Incentive(key, type, face, cost.min(face), node.text("asset"), name.text("en"), name.text("zh"));
        name.refuseOthers();
        node.refuseOthers();
        return incentive;
    }

    private static BigDecimal amount(Mapping node, String key) {
        BigDecimal amount = node.decimal(key);
        if (amount.signum() < 0) {
            node.report(key, "0 or more");
        }
        return amount.max(BigDecimal.ZERO);
    }

    /** The incentive that rules call so. */
    public Optional<Incentive> named(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
