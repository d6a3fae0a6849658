package dev.tideline.api.author.release;

import dev.tideline.api.authoring.Refusals;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.authoring.comparison.Comparison;
import dev.tideline.engine.authoring.version.Versions;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Versions of a playbook, what differs between two of them, and who did what. */
@Controller
class HistoryPages {
    private static final int ENTRIES = 50;

    private final Versions versions;
    private final AuditLog log;

    HistoryPages(Versions versions, AuditLog log) {
        this.versions = versions;
        this.log = log;
    }

    @GetMapping(path = "/author/playbooks/{key}/history", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> history(@PathVariable String key) {
        return Refusals.call(() -> Rendering.view("author/history")
                .modelAttribute("playbook", key)
                .modelAttribute("versions", versions.all(key))
                .modelAttribute("entries", log.page(key, null, ENTRIES).entries())
                .build());
    }

    @GetMapping(path = "/author/playbooks/{key}/diff", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> diff(@PathVariable String key, @RequestParam String from, @RequestParam String to) {
        return Refusals.call(() -> Rendering.view("author/diff")
                .modelAttribute("files", Comparison.of(files(key, from), files(key, to)))
                .build());
    }

    private Map<String, String> files(String key, String hash) {
        return versions.files(key, hash).orElseThrow(() -> Versions.unknown(key, hash));
    }
}
