package dev.tideline.api.webhook;

import dev.tideline.engine.delivery.Answer;
import dev.tideline.engine.delivery.Transport;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.risk.RiskCheck;
import dev.tideline.engine.risk.RiskQuestion;
import dev.tideline.engine.risk.Verdict;
import dev.tideline.engine.risk.VerdictReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the operator's risk service over HTTP, signed as webhooks are. Whatever goes wrong is a denial. Thread-safe. */
final class RiskHook implements RiskCheck {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Transport transport;
    private final WebhookSigner signer;
    private final Duration deadline;
    private final Clock clock;

    /** A hook that waits no longer than the deadline. */
    RiskHook(Transport transport, WebhookSigner signer, Duration deadline, Clock clock) {
        this.transport = transport;
        this.signer = signer;
        this.deadline = deadline;
        this.clock = clock;
    }

    @Override
    public Mono<Verdict> ask(RiskQuestion question) {
        return Mono.defer(() -> sent(question))
                .map(RiskHook::verdict)
                .timeout(deadline, Mono.just(Verdict.TIMEOUT))
                .onErrorReturn(Verdict.UNREACHABLE);
    }

    private Mono<Answer> sent(RiskQuestion question) {
        Instant at = clock.instant();
        String body = body(question, at);
        return transport.send(signer.headers(UUID.randomUUID().toString(), at, body), body);
    }

    private static Verdict verdict(Answer answer) {
        return answer instanceof Answer.Accepted accepted ? VerdictReader.read(accepted.body()) : Verdict.UNREACHABLE;
    }

    private static String body(RiskQuestion question, Instant at) {
        ObjectNode root = JSON.createObjectNode();
        root.put("type", "risk.asked");
        root.put("timestamp", at.toString());
        ObjectNode asked = root.putObject("data");
        asked.put("user_id", question.userId());
        asked.put("placement", question.placement());
        ArrayNode wanted = asked.putArray("wanted");
        for (RiskQuestion.Wanted one : question.wanted()) {
            ObjectNode told = wanted.addObject();
            told.put("playbook", one.playbook());
            told.put("rule", one.rule());
            told.put("incentive", one.incentive());
            ObjectNode value = told.putObject("face_value");
            value.put("amount", one.faceValue().amountText());
            value.put("asset", one.faceValue().asset().key());
        }
        return root.toString();
    }
}
