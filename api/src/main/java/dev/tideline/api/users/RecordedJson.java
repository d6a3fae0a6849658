package dev.tideline.api.users;

import dev.tideline.api.http.AmountView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Parts and inputs of a decision as they were recorded, with the asset beside every amount. */
@Component
final class RecordedJson {

    private static final Map<String, String> FACTS =
            Map.of("user", "User", "gates", "User", "market", "Market", "instant", "AsOf");

    private final Amounts amounts;
    private final JsonMapper json;

    RecordedJson(Amounts amounts, JsonMapper json) {
        this.amounts = amounts;
        this.json = json;
    }

    String inputs(String recorded) {
        JsonNode inputs = json.readTree(recorded);
        FACTS.forEach((name, fact) -> {
            if (inputs.path(name) instanceof ObjectNode values) {
                fields(values, fact);
            }
        });
        if (inputs.path("incentives") instanceof ArrayNode grants) {
            for (int i = 0; i < grants.size(); i++) {
                grants.set(i, grant(grants.get(i).asString()));
            }
        }
        return inputs.toString();
    }

    private void fields(ObjectNode values, String fact) {
        for (Map.Entry<String, JsonNode> value : members(values).entrySet()) {
            if (amounts.isAmount(fact, value.getKey())) {
                String text = value.getValue().asString();
                if (text.equals(Amounts.MISSING)) {
                    values.putNull(value.getKey());
                } else {
                    values.set(value.getKey(), json.valueToTree(AmountView.ofField(text)));
                }
            }
        }
    }

    /** A grant is recorded as {@code 2026-03-31T00:00:00Z 10}. */
    private ObjectNode grant(String recorded) {
        int space = recorded.indexOf(' ');
        ObjectNode grant = json.createObjectNode().put("at", recorded.substring(0, space));
        grant.set("face_value", json.valueToTree(amounts.ofCap(recorded.substring(space + 1))));
        return grant;
    }

    String parts(String recorded) {
        JsonNode parts = json.readTree(recorded);
        parts.forEach(part -> {
            if (part instanceof ObjectNode object && part.path("values") instanceof ObjectNode values) {
                Map<String, String> texts = new LinkedHashMap<>();
                values.properties()
                        .forEach(value ->
                                texts.put(value.getKey(), value.getValue().asString()));
                object.set("values", json.valueToTree(amounts.decided(texts)));
            }
        });
        return parts.toString();
    }

    private static Map<String, JsonNode> members(ObjectNode values) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        values.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
