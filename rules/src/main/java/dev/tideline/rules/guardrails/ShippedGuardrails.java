package dev.tideline.rules.guardrails;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The guardrails that come with the product, read from the class path; works from inside a jar as well. */
public final class ShippedGuardrails {

    private static final List<String> RULES = List.of("account.drl", "care.drl", "consent-age.drl", "risk.drl");

    private ShippedGuardrails() {}

    /** The rule files, file name to text, in order of their names; reads them anew at each call. */
    public static SortedMap<String, String> drlFiles() {
        SortedMap<String, String> files = new TreeMap<>();
        RULES.forEach(name -> files.put(name, text(name)));
        return files;
    }

    /** The cases that the rule files must pass. */
    public static String scenarios() {
        return text("scenarios.yaml");
    }

    /** What incentives may cost. */
    public static String budgets() {
        return text("budgets.yaml");
    }

    static String limits() {
        return text("limits.yaml");
    }

    private static String text(String name) {
        String path = "/guardrails/" + name;
        try (InputStream file = Objects.requireNonNull(ShippedGuardrails.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
