package dev.tideline.api.ofrep;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tideline.api.decisions.OfferDesk;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.WaitTime;
import dev.tideline.api.security.Caller;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.fault.Outage;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.placement.Placements;
import dev.tideline.engine.pull.Ask;
import dev.tideline.engine.rulebook.RulebookMissing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Placements as flags, so that any OpenFeature SDK can ask for offers. */
@RestController
@Tag(name = "flags", description = "Offers by the OpenFeature Remote Evaluation Protocol (OFREP)")
class OfrepController {

    private static final Logger LOG = LoggerFactory.getLogger(OfrepController.class);
    private static final String ONE = "/ofrep/v1/evaluate/flags/{key}";
    private static final String EXAMPLE = "{\"context\": {\"targetingKey\": \"u-1\"}}";
    private static final String EVENT =
            "What a change notification said. This server sends none, and what it answers never hangs on this";
    private static final String DENIED = "The key may not ask for offers";
    private static final String ALL = "/ofrep/v1/evaluate/flags";

    private final OfferDesk desk;
    private final Placements placements;
    private final EvaluationPolicy policy;

    OfrepController(OfferDesk desk, Placements placements, EvaluationPolicy policy) {
        this.desk = desk;
        this.placements = placements;
        this.policy = policy;
    }

    /**
     * An error that is nobody's fault but the server's.
     *
     * @param errorDetails for a person
     */
    record OfrepError(@JsonProperty("errorDetails") String errorDetails) {}

    /** All flags. */
    record OfrepFlags(List<OfrepFlag> flags) {}

    @PostMapping(path = ONE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "evaluateFlag",
            summary = "Decide for the user that targetingKey names at the placement that the flag is named after",
            description =
                    "The same as :decide. A placement that reserves on decide reserves; asked again meanwhile, the"
                            + " same offers stand and nothing more is reserved.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfrepFlag.class)))
    @ApiResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = OfrepFlag.class)))
    @ApiResponse(responseCode = "404", content = @Content(schema = @Schema(implementation = OfrepFlag.class)))
    @ApiResponse(responseCode = "401", description = "No key, or one that does not hold")
    @ApiResponse(responseCode = "403", description = DENIED)
    @ApiResponse(responseCode = "500", content = @Content(schema = @Schema(implementation = OfrepError.class)))
    @ApiResponse(responseCode = "503", content = @Content(schema = @Schema(implementation = OfrepError.class)))
    Mono<OfrepFlag> evaluate(
            @PathVariable String key,
            @RequestBody(required = false) @Schema(type = "object", example = EXAMPLE) @Nullable String body,
            Caller caller) {
        Placement placement = placements.named(key).orElseThrow(() -> OfrepRefusal.unknown(key));
        Ask ask = OfrepContext.read(body).ask(placement);
        return desk.decide(ask, caller)
                .onErrorMap(ProblemException.class, e -> OfrepRefusal.context(String.valueOf(e.getMessage())))
                .map(answer -> Flags.of(answer, policy));
    }

    @PostMapping(path = ALL, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "evaluateFlags",
            summary = "What every placement shows or would show the user that targetingKey names; nothing is decided",
            description = "Offers that stand, else previews without a decision_id.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfrepFlags.class)))
    @ApiResponse(responseCode = "304", content = @Content)
    @ApiResponse(responseCode = "400", content = @Content(schema = @Schema(implementation = OfrepFlag.class)))
    @ApiResponse(responseCode = "401", description = "No key, or one that does not hold")
    @ApiResponse(responseCode = "403", description = DENIED)
    @ApiResponse(responseCode = "500", content = @Content(schema = @Schema(implementation = OfrepError.class)))
    @ApiResponse(responseCode = "503", content = @Content(schema = @Schema(implementation = OfrepError.class)))
    Mono<ResponseEntity<OfrepFlags>> evaluateAll(
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known,
            @Parameter(description = EVENT) @RequestParam(required = false) @Nullable String flagConfigEtag,
            @Parameter(description = EVENT) @RequestParam(required = false) @Nullable String flagConfigLastModified,
            @RequestBody(required = false) @Schema(type = "object", example = EXAMPLE) @Nullable String body,
            Caller caller) {
        OfrepContext context = OfrepContext.read(body);
        List<OfrepFlag> refused = new ArrayList<>();
        List<Ask> asks = new ArrayList<>();
        for (Placement placement : placements.byKey().values()) {
            try {
                asks.add(context.ask(placement));
            } catch (OfrepRefusal refusal) {
                refused.add(OfrepFlag.failed(placement.key(), refusal));
            }
        }
        return flags(asks, caller).map(flags -> {
            flags.addAll(refused);
            return FlagsTag.answer(new OfrepFlags(flags), known);
        });
    }

    /** In the order of the asks. A user who is not there is an error of the whole request. */
    private Mono<List<OfrepFlag>> flags(List<Ask> asks, Caller caller) {
        return desk.look(asks, caller).map(answers -> {
            if (answers.size() < asks.size()) {
                throw OfrepRefusal.context("There is no user with this targetingKey.");
            }
            List<OfrepFlag> flags = new ArrayList<>();
            answers.forEach(answer -> flags.add(Flags.of(answer, policy)));
            return flags;
        });
    }

    /** The protocol's own form of errors. */
    @ExceptionHandler
    ResponseEntity<OfrepFlag> refused(OfrepRefusal refusal, ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        HttpStatus status = refusal.code().equals("FLAG_NOT_FOUND") ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST;
        String key = path.length() > ALL.length() ? path.substring(ALL.length() + 1) : null;
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(OfrepFlag.failed(key, refusal));
    }

    /** What the protocol says of a server that fails; the log has the rest. */
    @ExceptionHandler
    ResponseEntity<OfrepError> failed(DatabaseException failure, ServerWebExchange exchange) {
        String request = exchange.getRequest().getId();
        LOG.error("Request {} failed", request, failure);
        boolean away = Outage.explains(failure);
        return ResponseEntity.status(away ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR)
                .headers(away ? WaitTime.headers() : HttpHeaders.EMPTY)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new OfrepError("See the server's log for request " + request + "."));
    }

    /** A server that comes up. */
    @ExceptionHandler
    ResponseEntity<OfrepError> starting(RulebookMissing missing) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .headers(WaitTime.headers())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new OfrepError("The server is starting; try again later."));
    }
}
