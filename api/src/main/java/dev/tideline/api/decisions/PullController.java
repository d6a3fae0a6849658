package dev.tideline.api.decisions;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.placement.Placements;
import dev.tideline.engine.pull.Answer;
import dev.tideline.engine.pull.Ask;
import dev.tideline.engine.pull.Pulls;
import dev.tideline.engine.pull.TimeBudget;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The offers of one user now. */
@RestController
@Tag(name = "decisions", description = "Offers that a product pulls for a screen, and what happens to them")
class PullController {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Pulls pulls;
    private final Placements placements;
    private final EvaluationPolicy policy;
    private final Clock clock;

    PullController(Pulls pulls, Placements placements, EvaluationPolicy policy, Clock clock) {
        this.pulls = pulls;
        this.placements = placements;
        this.policy = policy;
        this.clock = clock;
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
            KeyAuthentication caller) {
        Ask ask = ask(id, wanted);
        return Mono.defer(() -> inTime(ask)).flatMap(found -> view(id, found, caller));
    }

    @PostMapping("/v1/users/{id}/decisions:preview")
    @Operation(
            operationId = "previewDecision",
            summary = "What a decision would offer now if none stood; nothing is written")
    Mono<AnswerView> preview(@PathVariable String id, @RequestBody NewDecision wanted, KeyAuthentication caller) {
        Ask ask = ask(id, wanted);
        return Blocking.call(() -> pulls.preview(ask, clock.instant())).flatMap(found -> view(id, found, caller));
    }

    /** The decision, or the fallback if the claim has not begun in time; a claim that has begun is waited for. */
    private Mono<Optional<Answer>> inTime(Ask ask) {
        TimeBudget budget = new TimeBudget();
        CompletableFuture<Optional<Answer>> deciding =
                Blocking.call(() -> pulls.decide(ask, budget, clock.instant())).toFuture();
        Mono<Optional<Answer>> late = Mono.delay(ask.placement().budget())
                .filter(over -> budget.end())
                .map(over -> Optional.of(Answer.fallback(ask, clock.instant())));
        return Mono.firstWithSignal(Mono.fromFuture(deciding, true), late.switchIfEmpty(Mono.never()));
    }

    private Mono<AnswerView> view(String id, Optional<Answer> found, KeyAuthentication caller) {
        boolean withOthers = caller.key().roles().contains(Role.STRATEGIST)
                || caller.key().roles().contains(Role.ADMIN);
        return Mono.justOrEmpty(found)
                .map(answer -> AnswerView.of(answer, policy.incentives(), withOthers))
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound("user", id)));
    }

    private Ask ask(String id, NewDecision wanted) {
        String key = String.valueOf(wanted.placement());
        Placement placement = placements
                .named(key)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_CONTENT,
                        "There is no placement '" + key + "'; there are "
                                + placements.byKey().keySet()));
        JsonNode context = wanted.context();
        JsonNode told = context == null || context.isNull() ? JSON.createObjectNode() : context;
        List<String> problems = placement.context().problems(told);
        if (!problems.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_CONTENT, String.join("; ", problems));
        }
        return new Ask(id, placement, told.toString());
    }
}
