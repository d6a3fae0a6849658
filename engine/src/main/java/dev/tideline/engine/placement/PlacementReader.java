package dev.tideline.engine.placement;

import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads {@code placements.yaml}: a mapping from key to placement. */
final class PlacementReader {

    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST_KEY = 60;
    private static final int MOST_OFFERS = 20;
    private static final int MOST_MILLIS = 10_000;
    private static final int BUDGET_MILLIS = 50;
    private static final Duration TTL = Duration.ofDays(1);

    private PlacementReader() {}

    static Checked<Placements> read(String source, String text) {
        Mapping top = Document.read(source, text);
        Map<String, Placement> found = new LinkedHashMap<>();
        for (String key : top.keys()) {
            if (!KEY.matcher(key).matches() || key.length() > LONGEST_KEY) {
                top.report(key, Wording.of("a key of lower-case words joined by -: home-banner"));
            }
            found.put(key, placement(key, top.mapping(key)));
        }
        return top.problems().isEmpty()
                ? new Checked.Valid<>(new Placements(found))
                : new Checked.Invalid<>(top.problems());
    }

    private static Placement placement(String key, Mapping node) {
        Placement placement = new Placement(
                key,
                node.whole("shows", 1, MOST_OFFERS, 1),
                node.word("reserve", Placement.Reserve.class, Placement.Reserve.ON_DECIDE),
                node.duration("ttl", TTL),
                Duration.ofMillis(node.whole("budgetMillis", 1, MOST_MILLIS, BUDGET_MILLIS)),
                node.has("fallback") ? node.text("fallback") : null,
                context(node));
        if (placement.ttl().isZero() || placement.ttl().isNegative()) {
            node.report("ttl", Wording.of("a duration above 0: P1D, PT30M"));
        }
        node.refuseOthers();
        return placement;
    }

    private static ContextSchema context(Mapping node) {
        if (!node.has("context")) {
            return ContextSchema.empty();
        }
        JsonNode json = node.raw("context");
        List<String> mistakes = ContextSchema.mistakes(json);
        if (!json.isObject() || !mistakes.isEmpty()) {
            node.report("context", Wording.of("a JSON Schema (2020-12): {0}", String.join("; ", mistakes)));
            return ContextSchema.empty();
        }
        return ContextSchema.of(json);
    }
}
