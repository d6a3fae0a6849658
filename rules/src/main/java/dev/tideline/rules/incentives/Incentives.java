package dev.tideline.rules.incentives;

import dev.tideline.rules.language.Checked;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The incentives that rules may offer: the current version of each by key, and earlier versions that grants still name.
 * Immutable.
 *
 * @param byKey key to current version, in declared order
 * @param retired {@code key@version} to earlier version
 */
public record Incentives(Map<String, Incentive> byKey, Map<String, Incentive> retired) {

    private static final String SHIPPED = "/incentives/catalogue.yaml";

    public Incentives {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
        retired = Collections.unmodifiableMap(new LinkedHashMap<>(retired));
    }

    /** A catalogue of these current versions alone. */
    public static Incentives of(Collection<Incentive> current) {
        Map<String, Incentive> byKey = new LinkedHashMap<>();
        current.forEach(incentive -> byKey.put(incentive.key(), incentive));
        return new Incentives(byKey, Map.of());
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

    /** Reads a catalogue with the shipped assets: the incentives, or every problem in it. */
    public static Checked<Incentives> read(String source, String text) {
        return new CatalogueReader(Assets.shipped()).read(source, text);
    }

    /** The current version of the incentive that rules call so. */
    public Optional<Incentive> named(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The version that a grant names, {@code fee-voucher-10@1}, current or retired. */
    public Optional<Incentive> referred(String reference) {
        return all().filter(incentive -> incentive.reference().equals(reference))
                .findFirst();
    }

    /** Whether what a grant names is given in kind; what the catalogue does not have any more is taken for money. */
    public boolean isInKind(String reference) {
        return referred(reference)
                .filter(incentive -> incentive.type().isInKind())
                .isPresent();
    }

    /**
     * So much of a grant as was earned.
     *
     * @param reference what the grant names
     * @param asset of the grant
     * @throws IllegalArgumentException if the text is no amount of the asset, or what is named is given in kind
     */
    public Money earned(String reference, Asset asset, String amount) {
        if (isInKind(reference)) {
            throw new IllegalArgumentException("Incentive " + reference
                    + " is given in kind, so that no amount of it is earned. Try without one.");
        }
        return asset.of(amount);
    }

    /** References of all versions that are given in kind, in their order. */
    public List<String> inKind() {
        return all().filter(incentive -> incentive.type().isInKind())
                .map(Incentive::reference)
                .sorted()
                .toList();
    }

    private Stream<Incentive> all() {
        return Stream.of(byKey, retired).flatMap(versions -> versions.values().stream());
    }
}
