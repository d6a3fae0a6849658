package dev.tideline.engine.delivery.outbox;

import dev.tideline.engine.decision.TouchMessage;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that goes out for one touch or task: an event of Standard Webhooks, with the user's id and no contact data. */
final class TouchBody {

    private static final JsonMapper JSON = JsonMapper.shared();

    private TouchBody() {}

    static String of(TouchMessage message) {
        ObjectNode root = JSON.createObjectNode();
        root.put("type", message.kind() == TouchMessage.Kind.TASK ? "task.requested" : "touch.requested");
        root.put("timestamp", message.decidedAt().toString());
        ObjectNode touch = root.putObject("data");
        touch.put("touch_id", message.id().toString());
        touch.put("decision_id", message.decision().toString());
        touch.put("user_id", message.userId());
        touch.put("playbook", message.playbook());
        touch.put("rule", message.rule());
        touch.put("version", message.version());
        touch.put("class", message.candidateClass().name());
        touch.put("channel", message.channel().name());
        touch.put("template", message.key());
        message.incentives().forEach(touch.putArray("incentives")::add);
        message.texts().forEach(touch.putArray("texts")::add);
        touch.put("language", message.language());
        touch.put("not_before", message.notBefore().toString());
        touch.put("expires_at", message.expiresAt().toString());
        return root.toString();
    }
}
