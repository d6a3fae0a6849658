package dev.tideline.api.ofrep;

import dev.tideline.engine.database.fault.UnstorableText;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.pull.Ask;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The context of an evaluation.
 *
 * @param user id of the user, the protocol's targeting key
 * @param told everything that the caller tells; an SDK tells all flags the same, so each takes only what it declares
 */
record OfrepContext(String user, JsonNode told) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads the body of a request.
     *
     * @throws OfrepRefusal if it is no JSON object, or names no user
     */
    static OfrepContext read(@Nullable String body) {
        JsonNode context = parsed(body).path("context");
        if (!context.isMissingNode() && !context.isNull() && !context.isObject()) {
            throw OfrepRefusal.unreadable();
        }
        JsonNode user = context.path("targetingKey");
        if (!user.isString() || user.asString().isBlank()) {
            throw OfrepRefusal.untargeted();
        }
        return new OfrepContext(user.asString(), context);
    }

    private static JsonNode parsed(@Nullable String body) {
        try {
            JsonNode json = JSON.readTree(body == null ? "" : body);
            if (json == null || !json.isObject() || isUnstorable(json)) {
                throw OfrepRefusal.unreadable();
            }
            return json;
        } catch (JacksonException e) {
            throw OfrepRefusal.unreadable();
        }
    }

    private static boolean isUnstorable(JsonNode json) {
        return json.isString()
                ? UnstorableText.is(json.asString())
                : json.valueStream().anyMatch(OfrepContext::isUnstorable);
    }

    /**
     * What a placement asks.
     *
     * @throws OfrepRefusal if what it takes of the context does not fit its schema
     */
    Ask ask(Placement placement) {
        ObjectNode taken = JSON.createObjectNode();
        Set<String> declared = placement.context().declared();
        told.properties().stream()
                .filter(member -> declared.contains(member.getKey()))
                .forEach(member -> taken.set(member.getKey(), member.getValue()));
        List<String> problems = placement.context().problems(taken);
        if (!problems.isEmpty()) {
            throw OfrepRefusal.context(String.join("; ", problems));
        }
        return new Ask(user, placement, taken.toString());
    }
}
