package dev.tideline.api.author;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.Languages;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.publication.InFlight;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.rulebook.catalogue.PlaybookSwitches.Resumed;
import dev.tideline.rules.problem.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
    private final Drafts drafts;
    private final Database database;

    PlaybookPages(RulebookHolder holder, Playbooks playbooks, Drafts drafts, Database database) {
        this.holder = holder;
        this.playbooks = playbooks;
        this.drafts = drafts;
        this.database = database;
    }

    @GetMapping(path = "/author", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> list(@RequestHeader HttpHeaders headers, KeyAuthentication caller) {
        LoadedRulebook loaded = holder.current();
        return Blocking.call(drafts::keys)
                .map(drafted -> lines(loaded, drafted, Languages.of(headers)))
                .map(lines -> Rendering.view("author/list")
                        .modelAttribute("who", caller.getName())
                        .modelAttribute("playbooks", lines)
                        .modelAttribute("pausedAll", loaded.pausedAll())
                        .modelAttribute("pauseReason", loaded.pauseReason())
                        .build());
    }

    /** Those that are stored, and those of which there is only a draft. */
    private static List<PlaybookLine> lines(LoadedRulebook loaded, List<String> drafted, Locale language) {
        Stream<PlaybookLine> stored =
                loaded.states().values().stream().map(state -> PlaybookLine.of(state, loaded, language));
        Stream<PlaybookLine> fresh = drafted.stream()
                .filter(key -> !loaded.states().containsKey(key))
                .map(PlaybookLine::fresh);
        return Stream.concat(stored, fresh)
                .sorted(Comparator.comparing(PlaybookLine::key))
                .toList();
    }

    @GetMapping(path = "/author/playbooks/{key}", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> one(@PathVariable String key, @RequestHeader HttpHeaders headers, KeyAuthentication caller) {
        return Blocking.call(() -> line(key, headers))
                .map(line -> Rendering.view("author/playbook")
                        .modelAttribute("who", caller.getName())
                        .modelAttribute("playbook", line)
                        .build());
    }

    @PostMapping(path = "/author/playbooks/{key}/pause", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> pause(
            @PathVariable String key,
            @RequestHeader HttpHeaders headers,
            KeyAuthentication caller,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form -> reason(form.getFirst("reason")))
                .flatMap(reason ->
                        Blocking.call(() -> state(playbooks.pause(key, reason, caller.getName()), key, headers)));
    }

    @PostMapping(path = "/author/playbooks/{key}/resume", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> resume(@PathVariable String key, @RequestHeader HttpHeaders headers, KeyAuthentication caller) {
        return Blocking.call(() -> state(playbooks.resume(key, caller.getName()) != Resumed.UNKNOWN, key, headers));
    }

    private static String reason(@Nullable String given) {
        String reason = Objects.requireNonNullElse(given, "").strip();
        return reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    /** What a pause leaves in flight is told with it. */
    private Rendering state(boolean found, String key, HttpHeaders headers) {
        if (!found) {
            throw ProblemException.notFound(Wording.of("playbook"), key);
        }
        PlaybookLine line = line(key, headers);
        var view = Rendering.view("author/playbook :: state").modelAttribute("playbook", line);
        return line.state().equals("paused")
                ? view.modelAttribute("flight", InFlight.of(database, key)).build()
                : view.build();
    }

    /** Reads the drafts too: blocking. */
    private PlaybookLine line(String key, HttpHeaders headers) {
        LoadedRulebook loaded = holder.current();
        return Optional.ofNullable(loaded.states().get(key))
                .map(state -> PlaybookLine.of(state, loaded, Languages.of(headers)))
                .or(() -> drafts.find(key).map(draft -> PlaybookLine.fresh(key)))
                .orElseThrow(() -> ProblemException.notFound(Wording.of("playbook"), key));
    }
}
