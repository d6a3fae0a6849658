package dev.tideline.api.grants;

import dev.tideline.api.calls.Nothing;
import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.QueryReader;
import dev.tideline.api.json.NeverNull;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.grant.Step;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Grants, and the steps that the wallet, finance and product ask for. */
@RestController
@Tag(name = "grants", description = "What was granted, what waits, and what the wallet has paid")
class GrantController {

    private static final String KEY = "Idempotency-Key";
    private static final List<String> WAITING = List.of("held", "reserved", "locked", "payable");

    private final GrantSteps steps;

    GrantController(GrantSteps steps) {
        this.steps = steps;
    }

    /**
     * A page of grants.
     *
     * @param items by number
     * @param next pass it as {@code after}; null on the last page
     */
    record GrantPage(List<GrantView> items, @Nullable String next) {}

    /**
     * How much comes back.
     *
     * @param amount a part, in the asset of the grant; missing for all that is left, and never null
     */
    record ClawBack(@NeverNull @Nullable String amount) {}

    /**
     * How much was earned.
     *
     * @param amount a decimal in the asset of the grant; missing for all that was reserved, and never null
     */
    record Posting(@NeverNull @Nullable String amount) {}

    @GetMapping("/v1/grants")
    @Operation(
            operationId = "listGrants",
            summary = "Grants that wait for something, by number, or the one under a key")
    Mono<GrantPage> list(
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {"held", "reserved", "locked", "payable"},
                                            defaultValue = "held"))
                    @RequestParam(defaultValue = "held")
                    String state,
            @Parameter(schema = @Schema(type = "integer", minimum = "0", maximum = "999999999", defaultValue = "0"))
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(
                            description =
                                    "Only the grant under this key, whatever its state: the grant_key of a decision or offer")
                    @RequestParam(required = false)
                    @Nullable
                    String key) {
        QueryReader query = new QueryReader();
        String wanted = query.word("state", state, WAITING);
        long last = query.whole("after", after, 0, 0, 999_999_999);
        int most = query.whole("limit", limit, 100, 1, 1_000);
        query.check();
        return Blocking.call(() -> key != null
                ? new GrantPage(steps.under(key), null)
                : page(GrantState.valueOf(wanted.toUpperCase(Locale.ROOT)), last, most));
    }

    private GrantPage page(GrantState state, long after, int most) {
        List<GrantView> items = steps.in(state, new GrantId(after), most);
        return new GrantPage(
                items, items.size() < most ? null : items.get(most - 1).id());
    }

    @GetMapping("/v1/grants/{id}")
    @Operation(operationId = "getGrant", summary = "A grant as it stands, and how far the wallet was told")
    Mono<GrantView> get(@PathVariable String id) {
        return Blocking.call(() -> steps.get(id));
    }

    @PostMapping("/v1/grants/{id}:acknowledge")
    @Operation(
            operationId = "acknowledgeGrant",
            summary = "The wallet has paid this grant under its key; asking again is harmless")
    Mono<GrantView> acknowledge(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Nothing body) {
        return Blocking.call(() -> steps.acknowledge(id));
    }

    @PostMapping("/v1/grants/{id}:release")
    @Operation(operationId = "releaseGrant", summary = "Let a grant that a breaker held be charged after all")
    Mono<GrantView> release(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Nothing body) {
        return Blocking.call(() -> steps.release(id));
    }

    @PostMapping("/v1/grants/{id}:post")
    @Operation(
            operationId = "postGrant",
            summary = "The user has earned a reserved grant: it becomes payable, or vests",
            description =
                    "With an amount, so much of it was earned: the grant is that amount from then on, and its budgets"
                            + " have the rest again at once. Without one, or without a body, it is all that was reserved. 422 if it is"
                            + " not more than 0 and at most what was reserved, or of an incentive in kind; 400 if it is null.")
    Mono<GrantView> post(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Posting earned) {
        return Blocking.call(() -> steps.post(id, earned == null ? null : earned.amount()));
    }

    @PostMapping("/v1/grants/{id}:void")
    @Operation(operationId = "voidGrant", summary = "Take back a grant that is held or reserved")
    Mono<GrantView> voided(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable Nothing body) {
        return Blocking.call(() -> steps.step(id, Step.VOID));
    }

    @PostMapping("/v1/grants/{id}:claw-back")
    @Operation(
            operationId = "clawBackGrant",
            summary = "Take back a posted grant, or a part of it",
            description =
                    "Budgets get it back at once; the wallet is told if it may have paid. Without an amount, or without a"
                            + " body, it is all that is left; 400 if the amount is null.")
    Mono<GrantView> clawBack(
            @PathVariable String id,
            @RequestHeader(KEY) String key,
            @RequestBody(required = false) @Nullable ClawBack wanted) {
        return Blocking.call(() -> steps.clawBack(id, wanted == null ? null : wanted.amount()));
    }
}
