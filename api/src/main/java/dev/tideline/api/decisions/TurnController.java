package dev.tideline.api.decisions;

import dev.tideline.api.calls.Nothing;
import dev.tideline.api.json.NeverNull;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.Caller;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.offer.Asked;
import dev.tideline.engine.offer.life.Turn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What happens to an offer. Every call may be made again. */
@RestController
@Tag(name = "decisions", description = "Offers that a product pulls for a screen, and what happens to them")
class TurnController {

    private static final String KEY = "Idempotency-Key";

    private final OfferDesk desk;
    private final EvaluationPolicy policy;

    TurnController(OfferDesk desk, EvaluationPolicy policy) {
        this.desk = desk;
        this.policy = policy;
    }

    /**
     * How much was earned. A member may be missing, but not null.
     *
     * @param amount of an offer of one incentive; a decimal in the asset of the grant
     * @param amounts of an offer of several, by incentive as the offer names it; of those that it does not name, all
     */
    record Redemption(
            @NeverNull @Nullable String amount,
            @NeverNull @Nullable Map<String, String> amounts) {

        private Map<String, String> byIncentive() {
            if (amount != null && amounts != null) {
                throw new ProblemException(
                        ProblemType.INVALID_CONTENT, "Both `amount` and `amounts` are given. Try one of them.");
            }
            return amount == null ? Objects.requireNonNullElse(amounts, Map.of()) : Map.of(Asked.ONLY, amount);
        }
    }

    @PostMapping("/v1/decisions/{id}:release")
    @Operation(
            operationId = "releaseOffer",
            summary = "Let an offer be shown that risk holds; reserves now, if its placement reserves on decide")
    Mono<OfferView> release(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Nothing body,
            Caller caller) {
        return turn(id, Turn.RELEASE, caller);
    }

    @PostMapping("/v1/decisions/{id}:seen")
    @Operation(operationId = "seeOffer", summary = "The offer came on the screen")
    Mono<OfferView> seen(
            @PathVariable String id, @RequestBody(required = false) @Nullable Nothing body, Caller caller) {
        return turn(id, Turn.SEE, caller);
    }

    @PostMapping("/v1/decisions/{id}:dismiss")
    @Operation(operationId = "dismissOffer", summary = "The user does not want it; its budget is free again")
    Mono<OfferView> dismiss(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Nothing body,
            Caller caller) {
        return turn(id, Turn.DISMISS, caller);
    }

    @PostMapping("/v1/decisions/{id}:accept")
    @Operation(
            operationId = "acceptOffer",
            summary = "The user wants it; reserves where the placement does so only now",
            description =
                    "409 with `reason` and `values` says which law, guardrail, budget or verdict of risk does not let it be"
                            + " claimed: the offer stands (`state` OPEN or SEEN). A user's token is not told which. What a"
                            + " breaker or risk holds is 200 with the state PENDING: it waits for a person's release.")
    Mono<OfferView> accept(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Nothing body,
            Caller caller) {
        return turn(id, Turn.ACCEPT, caller);
    }

    @PostMapping("/v1/decisions/{id}:redeem")
    @Operation(
            operationId = "redeemOffer",
            summary = "Its terms are met; its grants are payable, or locked until they vest",
            description =
                    "With an amount, so much of the one incentive was earned: it is posted, and its budgets have the rest"
                            + " again at once. Of several incentives, `amounts` has one each by the incentive's name; what is"
                            + " not named, and all without a body, is posted as it was reserved. 422 if an amount is not more"
                            + " than 0 and at most what was reserved, or of an incentive in kind; 400 if it is null.")
    Mono<OfferView> redeem(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Redemption earned,
            Caller caller) {
        return desk.redeem(id, earned == null ? Map.of() : earned.byIncentive(), caller)
                .map(offer -> OfferView.of(offer, policy));
    }

    @PostMapping("/v1/decisions/{id}:void")
    @Operation(operationId = "voidOffer", summary = "Take it back before it is redeemed; its budget is free again")
    Mono<OfferView> cancel(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Nothing body,
            Caller caller) {
        return turn(id, Turn.VOID, caller);
    }

    @PostMapping("/v1/decisions/{id}:claw-back")
    @Operation(operationId = "clawBackOffer", summary = "Take it back after it was redeemed; its budget is free again")
    Mono<OfferView> clawBack(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Nothing body,
            Caller caller) {
        return turn(id, Turn.CLAW_BACK, caller);
    }

    private Mono<OfferView> turn(String id, Turn turn, Caller caller) {
        return desk.turn(id, turn, caller).map(offer -> OfferView.of(offer, policy));
    }
}
