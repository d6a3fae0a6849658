package dev.tideline.api.author;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.Languages;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The list of playbooks, and the page of one with the switch that stops it. */
@Controller
class PlaybookPages {
    private static final int LONGEST_REASON = 500;

    private final RulebookHolder holder;
    private final Playbooks playbooks;

    PlaybookPages(RulebookHolder holder, Playbooks playbooks) {
        this.holder = holder;
        this.playbooks = playbooks;
    }

    @GetMapping(path = "/author", produces = MediaType.TEXT_HTML_VALUE)
    Rendering list(@RequestHeader HttpHeaders headers, KeyAuthentication caller) {
        LoadedRulebook loaded = holder.current();
        List<PlaybookLine> lines = loaded.states().values().stream()
                .sorted(Comparator.comparing(PlaybookState::key))
                .map(state -> PlaybookLine.of(state, loaded, Languages.of(headers)))
                .toList();
        return Rendering.view("author/list")
                .modelAttribute("who", caller.getName())
                .modelAttribute("playbooks", lines)
                .modelAttribute("pausedAll", loaded.pausedAll())
                .modelAttribute("pauseReason", loaded.pauseReason())
                .build();
    }

    @GetMapping(path = "/author/playbooks/{key}", produces = MediaType.TEXT_HTML_VALUE)
    Rendering one(@PathVariable String key, @RequestHeader HttpHeaders headers, KeyAuthentication caller) {
        return Rendering.view("author/playbook")
                .modelAttribute("who", caller.getName())
                .modelAttribute("playbook", line(key, headers))
                .build();
    }

    @PostMapping(path = "/author/playbooks/{key}/pause", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> pause(
            @PathVariable String key,
            @RequestHeader HttpHeaders headers,
            KeyAuthentication caller,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form -> reason(form.getFirst("reason")))
                .flatMap(reason -> Blocking.call(() -> playbooks.pause(key, reason, caller.getName())))
                .flatMap(found -> state(found, key, headers));
    }

    @PostMapping(path = "/author/playbooks/{key}/resume", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> resume(@PathVariable String key, @RequestHeader HttpHeaders headers, KeyAuthentication caller) {
        return Blocking.call(() -> playbooks.resume(key, caller.getName()))
                .flatMap(found -> state(found, key, headers));
    }

    private static String reason(@Nullable String given) {
        String reason = Objects.requireNonNullElse(given, "").strip();
        return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    private Mono<Rendering> state(boolean found, String key, HttpHeaders headers) {
        return found
                ? Mono.fromSupplier(() -> Rendering.view("author/playbook :: state")
                        .modelAttribute("playbook", line(key, headers))
                        .build())
                : Mono.error(ProblemException.notFound("playbook", key));
    }

    private PlaybookLine line(String key, HttpHeaders headers) {
        LoadedRulebook loaded = holder.current();
        return Optional.ofNullable(loaded.states().get(key))
                .map(state -> PlaybookLine.of(state, loaded, Languages.of(headers)))
                .orElseThrow(() -> ProblemException.notFound("playbook", key));
    }
}
