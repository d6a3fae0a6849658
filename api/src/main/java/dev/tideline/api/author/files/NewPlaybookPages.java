package dev.tideline.api.author.files;

import dev.tideline.api.authoring.Refusals;
import dev.tideline.api.authoring.template.Starter;
import dev.tideline.api.problem.Languages;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.authoring.Declined;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.rules.notation.Notation;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Begins the draft of a new playbook, or gives what one begins with to download. */
@Controller
class NewPlaybookPages {
    private final Drafts drafts;

    NewPlaybookPages(Drafts drafts) {
        this.drafts = drafts;
    }

    @PostMapping(path = "/author/playbooks", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<Void>> begin(KeyAuthentication caller, ServerWebExchange exchange) {
        Locale language = Languages.of(exchange.getRequest().getHeaders());
        return exchange.getFormData()
                .flatMap(form -> Refusals.call(() -> begin(form, language, caller.getName())))
                .map(key -> ResponseEntity.status(HttpStatus.CREATED)
                        .header("HX-Redirect", "/author/playbooks/" + key)
                        .build());
    }

    @GetMapping(path = "/author/templates/{name}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> template(@PathVariable String name, @RequestHeader HttpHeaders headers) {
        return Starter.download(name, Languages.of(headers));
    }

    private String begin(MultiValueMap<String, String> form, Locale language, String who) {
        String key = Objects.requireNonNullElse(form.getFirst("key"), "").strip();
        String file = "rules" + Objects.requireNonNullElse(form.getFirst("notation"), "");
        Notation notation = Notation.of(file)
                .orElseThrow(() -> ProblemException.refused(List.of(
                        new Problem(Place.pointer("form", "/notation"), file, Wording.of("a notation of rules")))));
        if (!Playbook.isKey(key)) {
            throw ProblemException.because(
                    ProblemType.INVALID_CONTENT,
                    Wording.of("`{0}` cannot be the key of a playbook, which is {1}", key, Playbook.KEY),
                    List.of(),
                    Declined.Reason.MALFORMED.name(),
                    Map.of());
        }
        try {
            drafts.save(key, Starter.files(key, notation, language), null, "", who);
            return key;
        } catch (Declined e) {
            throw e.reason() == Declined.Reason.REVISION_MISSING ? taken(key) : e;
        }
    }

    private static ProblemException taken(String key) {
        return ProblemException.because(
                ProblemType.CONFLICT,
                Wording.of("There is a playbook `{0}` already. Open it in the list, or choose another key", key),
                List.of(),
                Declined.Reason.REVISION_MISSING.name(),
                Map.of());
    }
}
