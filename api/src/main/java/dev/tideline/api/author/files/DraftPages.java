package dev.tideline.api.author.files;

import dev.tideline.api.authoring.Refusals;
import dev.tideline.api.problem.Languages;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.authoring.Declined;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.validation.Validator;
import dev.tideline.rules.problem.Wording;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows the files of a draft, and saves them. What is wrong is shown, and saved all the same. */
@Controller
class DraftPages {
    private static final String PATH = "/author/playbooks/{key}/files";
    private static final String VIEW = "author/files";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Drafts drafts;
    private final Validator validator;

    DraftPages(Drafts drafts, Validator validator) {
        this.drafts = drafts;
        this.validator = validator;
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> files(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String file,
            @RequestHeader HttpHeaders headers) {
        return Refusals.call(() -> panel(draft(key), file, Languages.of(headers)));
    }

    @PostMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Mono<Rendering> save(
            @PathVariable String key,
            @RequestHeader HttpHeaders headers,
            KeyAuthentication caller,
            ServerWebExchange exchange) {
        return exchange.getMultipartData()
                .flatMap(SavedForm::read)
                .flatMap(form -> Refusals.call(() -> save(key, form, caller.getName(), Languages.of(headers))));
    }

    @PostMapping(path = "/author/playbooks/{key}/discard", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> discard(
            @PathVariable String key,
            @RequestHeader HttpHeaders headers,
            KeyAuthentication caller,
            ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> Refusals.call(() -> {
                    discard(key, form.getFirst("revision"), caller.getName());
                    return panel(draft(key), null, Languages.of(headers));
                }));
    }

    private Draft draft(String key) {
        return drafts.find(key).orElseThrow(() -> ProblemException.notFound(Wording.of("playbook"), key));
    }

    private Rendering save(String key, SavedForm form, String who, Locale language) {
        String note = Objects.requireNonNullElse(form.field("note"), "").strip();
        SortedMap<String, String> files = form.applied(draft(key).files());
        try {
            Draft saved = drafts.save(
                    key, files, form.field("revision"), note.substring(0, Math.min(500, note.length())), who);
            return panel(saved, form.open(), language);
        } catch (Declined e) {
            throw told(key, e);
        }
    }

    private void discard(String key, @Nullable String revision, String who) {
        try {
            drafts.discard(key, revision, who);
        } catch (Declined e) {
            throw told(key, e);
        }
    }

    /** Who was faster, in an author's words; what is declined for another reason as it is. */
    private RuntimeException told(String key, Declined declined) {
        if (declined.reason() != Declined.Reason.OUTDATED && declined.reason() != Declined.Reason.REVISION_MISSING) {
            return declined;
        }
        Wording words = drafts.find(key)
                .filter(draft -> !draft.authors().isEmpty())
                .map(draft -> Wording.of(
                        "Somebody saved since you opened it: {0}, at {1} UTC. Keep a copy of what you changed, load the page again, and make your change in that",
                        draft.savedBy(), TIME.format(draft.savedAt())))
                .orElseGet(
                        () -> Wording.of(
                                "Somebody threw the draft away, or brought another version into force, since you opened it. Keep a copy of what you changed, and load the page again"));
        return ProblemException.because(
                ProblemType.OUTDATED, words, List.of(), declined.reason().name(), declined.values());
    }

    private Rendering panel(Draft draft, @Nullable String file, Locale language) {
        return Rendering.view(VIEW)
                .modelAttribute(
                        "draft",
                        DraftPanel.of(draft, validator.validate(draft.playbook(), draft.files()), file, language))
                .build();
    }
}
