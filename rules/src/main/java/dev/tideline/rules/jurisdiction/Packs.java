package dev.tideline.rules.jurisdiction;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every version of every jurisdiction pack, read for one schema of users. Immutable.
 *
 * @param versions by key, then by day
 * @param texts what messages have to carry: key to text by language
 * @param files name to text: what they say word by word
 */
public record Packs(List<Pack> versions, Map<String, Map<String, String>> texts, SortedMap<String, String> files) {

    private static final String FOLDER = "/guardrails/jurisdictions/";

    public Packs {
        versions = versions.stream()
                .sorted(Comparator.comparing(Pack::key).thenComparing(Pack::from))
                .toList();
        texts = Collections.unmodifiableMap(new TreeMap<>(texts));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** The packs that come with the product. */
    public static Packs shipped(FactSchema schema) {
        return read(schema, shippedFiles()).orThrow();
    }

    /** The files that come with the product: name to text. */
    public static SortedMap<String, String> shippedFiles() {
        SortedMap<String, String> files = new TreeMap<>();
        text("index.txt").lines().forEach(name -> files.put(name, text(name)));
        return files;
    }

    /** Reads packs: them, or every problem in the files. */
    public static Checked<Packs> read(FactSchema schema, SortedMap<String, String> files) {
        return new PackReader(schema).read(files);
    }

    private static String text(String name) {
        String path = FOLDER + name;
        try (InputStream file = Objects.requireNonNull(Packs.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packs in force on a day (UTC): of each jurisdiction the last version that has begun. */
    public PacksInForce at(LocalDate day) {
        SortedMap<String, Pack> inForce = new TreeMap<>();
        versions.stream().filter(pack -> !pack.from().isAfter(day)).forEach(pack -> inForce.put(pack.key(), pack));
        return new PacksInForce(List.copyOf(inForce.values()));
    }

    /** Every condition of every clause, for the analysis of when a verdict may turn by itself. */
    public List<Condition> conditions() {
        return versions.stream()
                .flatMap(pack -> Stream.concat(
                        Stream.of(pack.where()), pack.clauses().stream().map(Clause::when)))
                .toList();
    }

    /** Every field that a verdict may read. */
    public Set<Field> reads() {
        Set<Field> reads = new HashSet<>();
        conditions().forEach(condition -> reads.addAll(Reads.of(condition)));
        return reads;
    }
}
