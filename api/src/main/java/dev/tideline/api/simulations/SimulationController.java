package dev.tideline.api.simulations;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.job.JobState;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.simulation.Simulation;
import dev.tideline.engine.simulation.SimulationRequest;
import dev.tideline.engine.simulation.SimulationResults;
import dev.tideline.engine.simulation.Simulations;
import dev.tideline.engine.simulation.TooManySimulations;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Simulations: what a draft would change, on the users of now. */
@RestController
@Tag(name = "simulations", description = "A draft against what is in force, on the users of now; nothing live changes")
class SimulationController {

    private final Simulations simulations;
    private final Playbooks playbooks;
    private final Drafts drafts;

    SimulationController(Simulations simulations, Playbooks playbooks, Drafts drafts) {
        this.simulations = simulations;
        this.playbooks = playbooks;
        this.drafts = drafts;
    }

    /** Simulations of a playbook, newest first, at most 50. */
    record SimulationList(List<SimulationView> items) {}

    /** Persons of each kind, with how their candidates end on both sides. */
    record SimulationSamples(List<SimulationResults.Sample> items) {}

    @PostMapping("/v1/playbooks/{key}:simulate")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "startSimulation",
            summary = "Ask what a draft of the playbook would change; every problem of it is told at once")
    Mono<SimulationView> start(
            @PathVariable String key,
            @RequestBody(required = false) @Nullable NewSimulation wanted,
            KeyAuthentication caller) {
        NewSimulation simulated = wanted == null ? NewSimulation.OF_THE_DRAFT : wanted;
        return Blocking.find(() -> plan(simulated.read(key, playbooks::files, this::draft, caller.getName())))
                .map(SimulationView::of);
    }

    private Optional<Map<String, String>> draft(String playbook) {
        return drafts.find(playbook).map(Draft::files);
    }

    private Optional<Simulation> plan(Checked<SimulationRequest> request) {
        refuse(request.problems());
        try {
            Checked<Long> number = simulations.plan(request.orThrow());
            refuse(number.problems());
            return simulations.find(number.orThrow());
        } catch (TooManySimulations e) {
            throw new ProblemException(ProblemType.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw ProblemException.invalid(problems);
        }
    }

    @GetMapping("/v1/playbooks/{key}/simulations")
    @Operation(operationId = "listSimulations", summary = "The latest simulations of a playbook, newest first")
    Mono<SimulationList> list(@PathVariable String key) {
        return Blocking.call(() -> new SimulationList(
                simulations.of(key).stream().map(SimulationView::of).toList()));
    }

    @GetMapping("/v1/simulations/{id}")
    @Operation(operationId = "getSimulation", summary = "A simulation with its progress, audience and maximum spend")
    Mono<SimulationView> get(@PathVariable String id) {
        return find(id).map(SimulationView::of);
    }

    @GetMapping("/v1/simulations/{id}/results")
    @Operation(
            operationId = "getSimulationResults",
            summary =
                    "What a simulation that is DONE came to: audience, rules, touches, other playbooks, spend, slices")
    Mono<SimulationResults> results(@PathVariable String id) {
        return done(id).flatMap(simulation -> Blocking.find(() -> simulations.results(simulation.number())));
    }

    @GetMapping("/v1/simulations/{id}/samples")
    @Operation(
            operationId = "getSimulationSamples",
            summary = "Some persons who enter, leave, stay or change another playbook, with reasons before and after")
    Mono<SimulationSamples> samples(@PathVariable String id) {
        return done(id).flatMap(simulation ->
                Blocking.call(() -> new SimulationSamples(simulations.samples(simulation.number()))));
    }

    @PostMapping("/v1/simulations/{id}:cancel")
    @Operation(operationId = "cancelSimulation", summary = "Stop a simulation")
    Mono<SimulationView> cancel(@PathVariable String id, KeyAuthentication caller) {
        return find(id).flatMap(found -> Blocking.call(() -> simulations.cancel(found.number(), caller.getName())))
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemType.CONFLICT, "It has ended already")))
                .then(get(id));
    }

    private Mono<Simulation> done(String id) {
        return find(id).doOnNext(simulation -> {
            if (simulation.state() != JobState.DONE) {
                throw new ProblemException(
                        ProblemType.CONFLICT, "It is " + simulation.state() + "; only DONE has results");
            }
        });
    }

    private Mono<Simulation> find(String id) {
        return Blocking.find(() -> id.matches("\\d{1,18}") ? simulations.find(Long.parseLong(id)) : Optional.empty())
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("simulation"), id)));
    }
}
