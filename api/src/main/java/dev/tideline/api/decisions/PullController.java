package dev.tideline.api.decisions;

import dev.tideline.api.security.Caller;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.pull.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The offers of one user now. */
@RestController
@Tag(name = "decisions", description = "Offers that a product pulls for a screen, and what happens to them")
class PullController {

    private final OfferDesk desk;
    private final EvaluationPolicy policy;

    PullController(OfferDesk desk, EvaluationPolicy policy) {
        this.desk = desk;
        this.policy = policy;
    }

    /**
     * What a screen asks.
     *
     * @param placement key of the placement
     * @param context what it tells about the moment; must fit the placement's JSON Schema
     */
    record NewDecision(
            @Nullable String placement,
            @Schema(type = "object") @Nullable JsonNode context) {}

    @PostMapping("/v1/users/{id}/decisions:decide")
    @Operation(
            operationId = "decide",
            summary = "The offers of a user for a placement: those that stand, or new ones, decided and reserved now",
            description = "Asked again while offers stand it returns the same and reserves nothing more. If no decision"
                    + " can be claimed within the placement's time, the status is FALLBACK and nothing was written.")
    Mono<AnswerView> decide(
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewDecision wanted,
            Caller caller) {
        return desk.decide(desk.ask(id, wanted.placement(), wanted.context()), caller)
                .map(answer -> view(answer, caller));
    }

    @PostMapping("/v1/users/{id}/decisions:preview")
    @Operation(
            operationId = "previewDecision",
            summary = "What a decision would offer now if none stood; nothing is written")
    Mono<AnswerView> preview(@PathVariable String id, @RequestBody NewDecision wanted, Caller caller) {
        return desk.preview(desk.ask(id, wanted.placement(), wanted.context()), caller)
                .map(answer -> view(answer, caller));
    }

    private AnswerView view(Answer answer, Caller caller) {
        return AnswerView.of(answer, policy, caller.seesOthers());
    }
}
