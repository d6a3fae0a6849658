package dev.tideline.api.playbooks;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.ProblemView;
import dev.tideline.api.problem.Languages;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.api.traits.WaitingTraits;
import dev.tideline.engine.authoring.publication.InFlight;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.rulebook.catalogue.PlaybookSwitches.Resumed;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Playbooks: what they are, and the switch that stops them. */
@RestController
@Tag(name = "playbooks", description = "What acts, why it exists, and the switch that stops it")
class PlaybookController {

    private static final int LONGEST_REASON = 500;

    private final Database database;
    private final Playbooks playbooks;
    private final RulebookHolder holder;
    private final WaitingTraits traits;

    PlaybookController(Database database, Playbooks playbooks, RulebookHolder holder, WaitingTraits traits) {
        this.database = database;
        this.playbooks = playbooks;
        this.holder = holder;
        this.traits = traits;
    }

    /**
     * Playbooks of the installation.
     *
     * @param rulebook hash of the rules in force
     * @param paused whether everything is paused
     * @param reason why everything is paused
     * @param items by key
     */
    record PlaybookList(String rulebook, boolean paused, String reason, List<PlaybookView> items) {}

    /** Why somebody pauses. */
    record Pause(@Nullable String reason) {
        String text() {
            String given = reason == null ? "" : reason.strip();
            return given.length() <= LONGEST_REASON ? given : given.substring(0, LONGEST_REASON);
        }
    }

    @GetMapping("/v1/playbooks")
    @Operation(operationId = "listPlaybooks", summary = "All playbooks and whether they act")
    PlaybookList list(@Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        LoadedRulebook loaded = holder.current();
        List<PlaybookView> items = loaded.states().values().stream()
                .sorted(Comparator.comparing(PlaybookState::key))
                .map(state -> PlaybookView.of(state, loaded, Languages.of(headers)))
                .toList();
        return new PlaybookList(loaded.rulebook().hash(), loaded.pausedAll(), loaded.pauseReason(), items);
    }

    @GetMapping("/v1/playbooks/{key}")
    @Operation(operationId = "getPlaybook", summary = "One playbook with its rules and files")
    PlaybookDetailView get(@PathVariable String key, @Parameter(hidden = true) @RequestHeader HttpHeaders headers) {
        LoadedRulebook loaded = holder.current();
        return Optional.ofNullable(loaded.states().get(key))
                .map(state -> PlaybookDetailView.of(state, loaded, Languages.of(headers)))
                .orElseThrow(() -> ProblemException.notFound(Wording.of("playbook"), key));
    }

    @PostMapping("/v1/playbooks/{key}:pause")
    @Operation(
            operationId = "pausePlaybook",
            summary = "Stop a playbook on all nodes within 5 seconds; the answer says what it has in flight")
    Mono<InFlight> pause(
            @PathVariable String key, @RequestBody(required = false) @Nullable Pause pause, KeyAuthentication caller) {
        String reason = pause == null ? "" : pause.text();
        checkStored(key);
        return Blocking.find(() -> playbooks.pause(key, reason, caller.getName())
                        ? Optional.of(InFlight.of(database, key))
                        : Optional.empty())
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("playbook"), key)));
    }

    @PostMapping("/v1/playbooks/{key}:resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "resumePlaybook",
            summary = "Let a paused playbook act again; 409 if it is neither paused nor in quarantine")
    Mono<Void> resume(@PathVariable String key, KeyAuthentication caller) {
        checkStored(key);
        PlaybookState state = holder.current().states().get(key);
        if (state != null && state.retired()) {
            throw new ProblemException(ProblemType.CONFLICT, state.reason() + "; put it back and reload");
        }
        return Blocking.call(() -> playbooks.resume(key, caller.getName())).flatMap(resumed -> answer(resumed, key));
    }

    @PostMapping("/v1/playbooks:pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "pauseEverything", summary = "Stop everything on all nodes within 5 seconds")
    Mono<Void> pauseAll(@RequestBody(required = false) @Nullable Pause pause, KeyAuthentication caller) {
        String reason = pause == null ? "" : pause.text();
        return Blocking.run(() -> playbooks.pauseAll(reason, caller.getName()));
    }

    @PostMapping("/v1/playbooks:resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "resumeEverything", summary = "Let everything go on that is not paused by itself")
    Mono<Void> resumeAll(KeyAuthentication caller) {
        return Blocking.call(() -> playbooks.resumeAll(caller.getName()))
                .flatMap(changed -> changed
                        ? Mono.empty()
                        : Mono.error(notPaused(
                                Wording.of("Not everything is paused; single playbooks are resumed by their keys"))));
    }

    /**
     * What reading the folder of playbooks anew came to.
     *
     * @param changed keys that are new, have another version or are back
     * @param retired keys that do not act any more, since their folder was removed
     * @param refused what is wrong, by folder; those stay as they were
     * @param waitingTraits keys of traits declared since this node started: its rules know them after the next start
     */
    record Reloaded(
            List<String> changed,
            List<String> retired,
            Map<String, List<ProblemView>> refused,
            List<String> waitingTraits) {
        static Reloaded of(Playbooks.Brought brought, List<String> waitingTraits, Locale language) {
            Map<String, List<ProblemView>> refused = new TreeMap<>();
            brought.refused()
                    .forEach((folder, problems) -> refused.put(
                            folder,
                            problems.stream()
                                    .map(problem -> ProblemView.of(problem, language))
                                    .toList()));
            return new Reloaded(brought.changed(), brought.retired(), refused, waitingTraits);
        }
    }

    @PostMapping("/v1/playbooks:reload")
    @Operation(
            operationId = "reloadPlaybooks",
            summary = "Read the operator's folder of playbooks anew; what has errors stays as it was")
    Mono<Reloaded> reload(@Parameter(hidden = true) @RequestHeader HttpHeaders headers, KeyAuthentication caller) {
        return Blocking.call(
                () -> Reloaded.of(playbooks.reload(caller.getName()), traits.keys(), Languages.of(headers)));
    }

    /** A playbook of which there has never been a version that compiles is listed, but there is nothing to switch. */
    private void checkStored(String key) {
        PlaybookState state = holder.current().states().get(key);
        if (state != null && state.version().isEmpty()) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "It does not act: no version of it is in force, since what the folder has is refused",
                    state.problems());
        }
    }

    private static Mono<Void> answer(Resumed resumed, String key) {
        return switch (resumed) {
            case DONE -> Mono.empty();
            case NOT_PAUSED -> Mono.error(notPaused(Wording.of("Playbook `{0}` is not paused", key)));
            case UNKNOWN -> Mono.error(ProblemException.notFound(Wording.of("playbook"), key));
        };
    }

    private static ProblemException notPaused(Wording detail) {
        return ProblemException.because(ProblemType.CONFLICT, detail, List.of(), "NOT_PAUSED", Map.of());
    }
}
