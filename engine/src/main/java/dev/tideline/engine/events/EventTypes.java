package dev.tideline.engine.events;

import dev.tideline.rules.facts.limits.Range;
import dev.tideline.rules.facts.limits.TextFormat;
import dev.tideline.rules.facts.limits.ValueLimits;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The table of event types, {@code event-types.yaml}. Immutable. */
public final class EventTypes {

    private static final String FILE = "/event-types.yaml";
    private static final EventTypes SHIPPED = read();

    private final Map<String, EventType> byName;

    private EventTypes(Map<String, EventType> byName) {
        this.byName = byName;
    }

    /** The types that the product knows. */
    public static EventTypes shipped() {
        return SHIPPED;
    }

    /** The type with this name, if it is known. */
    public Optional<EventType> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All types in declared order. */
    public Collection<EventType> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    private static EventTypes read() {
        InputStream file = Objects.requireNonNull(EventTypes.class.getResourceAsStream(FILE), FILE);
        Map<String, EventType> types = new LinkedHashMap<>();
        new YAMLMapper().readTree(file).forEachEntry((names, fields) -> {
            List<PayloadField> declared = new ArrayList<>();
            fields.forEachEntry((name, words) -> declared.add(field(name, words)));
            for (String name : names.split(", ", -1)) {
                types.put(name, new EventType(name, declared));
            }
        });
        return new EventTypes(types);
    }

    private static PayloadField field(String name, JsonNode declaration) {
        String[] words = declaration.asString().split(" ", 3);
        String limit = words.length > 2 ? words[2] : "";
        List<String> values = limit.contains("|") ? List.of(limit.split("\\|")) : List.of();
        ValueLimits limits = values.isEmpty() && !limit.isEmpty() ? limits(limit) : ValueLimits.NONE;
        return new PayloadField(name, PayloadType.valueOf(words[0]), "required".equals(words[1]), values, limits);
    }

    private static ValueLimits limits(String text) {
        return text.contains("..")
                ? new ValueLimits(Range.parse(text), TextFormat.PLAIN, false)
                : new ValueLimits(Range.ANY, TextFormat.valueOf(text), false);
    }
}
