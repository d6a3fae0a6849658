package dev.tideline.api.replays;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.job.JobState;
import dev.tideline.engine.replay.Replay;
import dev.tideline.engine.replay.ReplayRequest;
import dev.tideline.engine.replay.Replays;
import dev.tideline.engine.replay.TooManyReplays;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Replays: what a playbook would have decided on past days. */
@RestController
@Tag(name = "replays", description = "A playbook over past days, with a virtual clock; nothing live changes")
class ReplayController {

    private final Replays replays;
    private final RulebookHolder holder;

    ReplayController(Replays replays, RulebookHolder holder) {
        this.replays = replays;
        this.holder = holder;
    }

    /**
     * What one rule came to on one day.
     *
     * @param date the day, evaluated at its last instant
     * @param rule name of the rule
     * @param candidates users for whom it fired
     * @param decisions users for whom what it proposed was granted
     * @param version version of the playbook that the day was lived with; only with full arbitration
     * @param spend what was granted, in the reference asset, as a decimal; only with full arbitration
     * @param refused candidates that were not granted, by reason; only with full arbitration
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReplayResult(
            LocalDate date,
            String rule,
            long candidates,
            long decisions,
            @Nullable String version,
            @Nullable String spend,
            @Nullable Map<String, Long> refused) {
        static ReplayResult of(Replay.Result result) {
            BigDecimal spend = result.spend();
            return new ReplayResult(
                    result.date(),
                    result.rule(),
                    result.candidates(),
                    result.decisions(),
                    spend == null ? null : result.version(),
                    spend == null ? null : spend.toPlainString(),
                    spend == null ? null : result.refused());
        }
    }

    @PostMapping("/v1/replays")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "startReplay", summary = "Ask for a replay; every problem of the playbook is told at once")
    Mono<ReplayView> start(@RequestBody NewReplay wanted, KeyAuthentication caller) {
        return Blocking.find(() -> plan(wanted.read(this::stored, caller.getName())))
                .map(ReplayView::of);
    }

    private Optional<Map<String, String>> stored(String key) {
        return Optional.ofNullable(holder.current().playbooks().get(key)).map(Playbook::files);
    }

    private Optional<Replay> plan(Checked<ReplayRequest> request) {
        refuse(request.problems());
        try {
            Checked<Long> number = replays.plan(request.orThrow());
            refuse(number.problems());
            return replays.find(number.orThrow());
        } catch (TooManyReplays e) {
            throw new ProblemException(ProblemType.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
    }

    @GetMapping("/v1/replays/{id}")
    @Operation(operationId = "getReplay", summary = "A replay with its progress")
    Mono<ReplayView> get(@PathVariable String id) {
        return find(id).map(ReplayView::of);
    }

    @GetMapping(path = "/v1/replays/{id}/results", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(
            operationId = "getReplayResults",
            summary = "The results of a replay that is DONE, one line for every date, rule and version, zeros included")
    @ApiResponse(
            responseCode = "200",
            description = "One such object a line, by date, rule and version",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            schema = @Schema(implementation = ReplayResult.class)))
    Mono<ResponseEntity<Flux<ReplayResult>>> results(@PathVariable String id) {
        return find(id).map(replay -> {
            if (replay.state() != JobState.DONE) {
                throw new ProblemException(ProblemType.CONFLICT, "It is " + replay.state() + "; only DONE has results");
            }
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_NDJSON)
                    .body(replays.results(replay.number()).map(ReplayResult::of));
        });
    }

    @PostMapping("/v1/replays/{id}:cancel")
    @Operation(operationId = "cancelReplay", summary = "Stop a replay")
    Mono<ReplayView> cancel(@PathVariable String id, KeyAuthentication caller) {
        return find(id).flatMap(replay -> Blocking.call(() -> replays.cancel(replay.number(), caller.getName())))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemType.CONFLICT, "It has ended already")))
                .then(get(id));
    }

    private Mono<Replay> find(String id) {
        return Blocking.find(() -> id.matches("\\d{1,18}") ? replays.find(Long.parseLong(id)) : Optional.empty())
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("replay"), id)));
    }
}
