package dev.tideline.api.author.release;

import dev.tideline.api.author.session.PageRoles;
import dev.tideline.api.authoring.Refusals;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.version.Version;
import dev.tideline.engine.authoring.version.Versions;
import dev.tideline.engine.simulation.Simulation;
import dev.tideline.engine.simulation.SimulationRequest;
import dev.tideline.engine.simulation.Simulations;
import dev.tideline.engine.simulation.TooManySimulations;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Makes a version of the draft, and simulates it. */
@Controller
class SimulationPages {
    private static final String VIEW = "author/release";

    private final Drafts drafts;
    private final Versions versions;
    private final Simulations simulations;

    SimulationPages(Drafts drafts, Versions versions, Simulations simulations) {
        this.drafts = drafts;
        this.versions = versions;
        this.simulations = simulations;
    }

    @GetMapping(path = "/author/playbooks/{key}/release", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> release(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable Long simulation,
            KeyAuthentication caller) {
        return Refusals.call(() -> panel(key, version, simulation, caller));
    }

    @PostMapping(path = "/author/playbooks/{key}/version", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> make(@PathVariable String key, KeyAuthentication caller) {
        return Refusals.call(() -> {
            if (!versions.validate(key, caller.getName()).sound()) {
                throw new ProblemException(
                        ProblemType.INVALID_CONTENT, "The draft has mistakes; they stand below its files");
            }
            return panel(key, null, null, caller);
        });
    }

    @PostMapping(path = "/author/playbooks/{key}/simulate", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> simulate(@PathVariable String key, KeyAuthentication caller, ServerWebExchange exchange) {
        return exchange.getFormData().flatMap(form -> Refusals.call(() -> simulate(key, form, caller)));
    }

    private Rendering simulate(String key, MultiValueMap<String, String> form, KeyAuthentication caller) {
        String hash = Objects.requireNonNullElse(form.getFirst("version"), "");
        String filter = Objects.requireNonNullElse(form.getFirst("filter"), "").strip();
        var files = versions.files(key, hash).orElseThrow(() -> Versions.unknown(key, hash));
        try {
            Checked<Long> planned = simulations.plan(new SimulationRequest(key, files, filter, null, caller.getName()));
            if (!planned.isValid()) {
                throw ProblemException.invalid(planned.problems());
            }
            return panel(key, hash, planned.orThrow(), caller);
        } catch (TooManySimulations e) {
            throw new ProblemException(ProblemType.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    /** A version, or that of the draft, with a simulation of it, or the latest. Persons are shown to who may see users. */
    private Rendering panel(String key, @Nullable String hash, @Nullable Long number, KeyAuthentication caller) {
        String wanted = hash == null ? drafted(key).version() : hash;
        Version version = versions.find(key, wanted).orElse(null);
        List<Simulation> of = simulations.of(key).stream()
                .filter(simulation -> simulation.version().equals(wanted))
                .toList();
        Simulation shown = of.stream()
                .filter(simulation -> number == null || simulation.number() == number)
                .findFirst()
                .orElse(null);
        var results = shown == null ? null : simulations.results(shown.number()).orElse(null);
        var samples = shown == null || !PageRoles.mayChange(caller.key())
                ? List.<SampleGroup>of()
                : SampleGroup.of(simulations.samples(shown.number()));
        return Rendering.view(VIEW)
                .modelAttribute("panel", new SimulationPanel(key, version, of, shown, results, samples))
                .build();
    }

    private Draft drafted(String key) {
        return drafts.find(key).orElseThrow(() -> ProblemException.notFound(Wording.of("playbook"), key));
    }
}
