package dev.tideline.api.sweeps;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.Sweeps;
import dev.tideline.engine.sweep.SweptAlready;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sweeps that people ask for. */
@RestController
@Tag(name = "sweeps", description = "Evaluations of the population")
class SweepController {

    private static final int MOST_RECENT = 50;

    private final Sweeps sweeps;
    private final RulebookHolder holder;
    private final Clock clock;

    SweepController(Sweeps sweeps, RulebookHolder holder, Clock clock) {
        this.sweeps = sweeps;
        this.holder = holder;
        this.clock = clock;
    }

    /**
     * A wanted sweep.
     *
     * @param playbooks keys; empty or missing for all that act
     * @param asOf instant of evaluation, {@code asOf} or {@code as_of}; missing for now. A live sweep never goes back
     *     behind the last one
     * @param full whether everybody is evaluated, not only who changed or is due
     * @param dryRun whether nothing but counts is written, {@code dryRun} or {@code dry_run}
     */
    record NewSweep(
            @Nullable Set<String> playbooks,

            @Schema(description = "Instant of evaluation; missing for now. asOf is taken as well")
            @JsonAlias("asOf")
            @Nullable
            Instant asOf,

            @Schema(description = "Everybody, not only who changed or is due") @Nullable
            Boolean full,

            @Schema(description = "Write nothing but counts. dryRun is taken as well") @JsonAlias("dryRun") @Nullable
            Boolean dryRun) {}

    /** The latest sweeps. */
    record SweepList(List<SweepView> items) {}

    @PostMapping("/v1/sweeps")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "startSweep", summary = "Ask for a sweep")
    Mono<SweepView> start(@RequestBody(required = false) @Nullable NewSweep wanted, KeyAuthentication caller) {
        SweepRequest request =
                request(wanted == null ? new NewSweep(null, null, null, null) : wanted, caller.getName());
        return Blocking.find(() -> sweeps.find(sweeps.start(request)))
                .onErrorMap(
                        SweptAlready.class,
                        past -> new ProblemException(ProblemType.CONFLICT, String.valueOf(past.getMessage())))
                .map(SweepView::of);
    }

    private SweepRequest request(NewSweep wanted, String caller) {
        Set<String> keys = wanted.playbooks() == null ? Set.of() : wanted.playbooks();
        Set<String> known = holder.current().states().keySet();
        List<Problem> problems = new ArrayList<>();
        keys.stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> problems.add(problem(
                        "/playbooks", key, Wording.of("the key of a playbook; {0}", Nearest.hint(key, known)))));
        Instant asOf = wanted.asOf();
        if (asOf != null && asOf.isAfter(clock.instant())) {
            problems.add(problem("/as_of", asOf.toString(), Wording.of("an instant that is not in the future")));
        }
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
        requireActing(keys);
        return new SweepRequest(
                keys, wanted.asOf(), Boolean.TRUE.equals(wanted.full()), Boolean.TRUE.equals(wanted.dryRun()), caller);
    }

    /** A sweep of playbooks that do not act would evaluate nobody and look as if nobody fitted. */
    private void requireActing(Set<String> keys) {
        Map<String, PlaybookState> states = holder.current().states();
        String idle = keys.stream()
                .sorted()
                .map(states::get)
                .filter(state -> !state.acts())
                .map(state -> state.key() + (state.reason().isEmpty() ? "" : " (" + state.reason() + ")"))
                .collect(Collectors.joining(", "));
        if (!idle.isEmpty()) {
            throw new ProblemException(
                    ProblemType.CONFLICT, "Paused, retired or refused: " + idle + ". Resume or mend it first.");
        }
    }

    private static Problem problem(String pointer, String value, Wording expected) {
        return new Problem(Place.pointer("body", pointer), value, expected);
    }

    @GetMapping("/v1/sweeps")
    @Operation(operationId = "listSweeps", summary = "The latest sweeps, newest first, without counts")
    Mono<SweepList> list() {
        return Blocking.call(() -> sweeps.recent(MOST_RECENT).stream()
                        .map(SweepView::listed)
                        .toList())
                .map(SweepList::new);
    }

    @GetMapping("/v1/sweeps/{id}")
    @Operation(operationId = "getSweep", summary = "A sweep with its progress and counts")
    Mono<SweepView> get(@PathVariable String id) {
        return Blocking.find(() -> id(id).flatMap(sweeps::find))
                .map(SweepView::of)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("sweep"), id)));
    }

    @PostMapping("/v1/sweeps/{id}:cancel")
    @Operation(operationId = "cancelSweep", summary = "Stop a sweep within one chunk; what was committed stays")
    Mono<SweepView> cancel(@PathVariable String id, KeyAuthentication caller) {
        return change(id, run -> sweeps.cancel(run, caller.getName()), "It has ended already");
    }

    @PostMapping("/v1/sweeps/{id}:release")
    @Operation(operationId = "releaseSweep", summary = "Let a held sweep go on")
    Mono<SweepView> release(@PathVariable String id, KeyAuthentication caller) {
        return change(id, run -> sweeps.release(run, caller.getName()), "It is not held");
    }

    /** Something done to a run; false if its state does not allow it. */
    @FunctionalInterface
    private interface Change {
        boolean on(RunId run);
    }

    private Mono<SweepView> change(String text, Change change, String refusal) {
        return Blocking.find(() -> id(text).filter(run -> sweeps.find(run).isPresent()))
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("sweep"), text)))
                .flatMap(run -> Blocking.call(() -> change.on(run)))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemType.CONFLICT, refusal)))
                .then(get(text));
    }

    private static Optional<RunId> id(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(RunId.of(text)) : Optional.empty();
    }
}
