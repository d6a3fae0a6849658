package dev.tideline.api.author.release;

import dev.tideline.api.authoring.Refusals;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.authoring.publication.Approvals;
import dev.tideline.engine.authoring.publication.Publisher;
import dev.tideline.engine.authoring.publication.Publishing;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Approves a version by a simulation of it, and brings it into force. The page is shown anew afterwards. */
@Controller
class PublicationPages {
    private static final int LONGEST_NOTE = 500;

    private final Approvals approvals;
    private final Publisher publisher;
    private final Asset reference;

    PublicationPages(Approvals approvals, Publisher publisher, EvaluationPolicy policy) {
        this.approvals = approvals;
        this.publisher = publisher;
        this.reference = policy.budgets().reference();
    }

    @PostMapping(path = "/author/playbooks/{key}/approve", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<Void>> approve(@PathVariable String key, KeyAuthentication caller, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> Refusals.call(() -> {
                    approvals.approve(
                            key,
                            text(form, "version"),
                            number(form, "simulation"),
                            text(form, "note"),
                            caller.getName());
                    return anew();
                }));
    }

    @PostMapping(path = "/author/playbooks/{key}/publish", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<Void>> publish(@PathVariable String key, KeyAuthentication caller, ServerWebExchange exchange) {
        return bring(key, caller, exchange, publisher::publish);
    }

    @PostMapping(path = "/author/playbooks/{key}/rollback", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<Void>> rollBack(
            @PathVariable String key, KeyAuthentication caller, ServerWebExchange exchange) {
        return bring(key, caller, exchange, publisher::rollBack);
    }

    @PostMapping(path = "/author/playbooks/{key}/ramp", produces = MediaType.TEXT_HTML_VALUE)
    Mono<ResponseEntity<Void>> ramp(@PathVariable String key, KeyAuthentication caller, ServerWebExchange exchange) {
        return exchange.getFormData()
                .flatMap(form -> Refusals.call(() -> {
                    publisher.ramp(key, share(form), why(form), caller.getName());
                    return anew();
                }));
    }

    private Mono<ResponseEntity<Void>> bring(
            String key, KeyAuthentication caller, ServerWebExchange exchange, Consumer<Publishing> way) {
        return exchange.getFormData()
                .flatMap(form -> Refusals.call(() -> {
                    way.accept(read(key, form, caller.getName()));
                    return anew();
                }));
    }

    private Publishing read(String key, MultiValueMap<String, String> form, String who) {
        return new Publishing(
                key,
                text(form, "version"),
                number(form, "simulation"),
                number(form, "audience"),
                reference.of(new BigDecimal(decimal(form))),
                share(form),
                why(form),
                who);
    }

    private static String why(MultiValueMap<String, String> form) {
        String note = text(form, "note");
        if (note.isEmpty()) {
            throw refused("note", "", Wording.of("why, in some words: they stand in the audit log"));
        }
        return note;
    }

    private static int share(MultiValueMap<String, String> form) {
        return (int) Math.min(100, Math.max(1, number(form, "share")));
    }

    private static String decimal(MultiValueMap<String, String> form) {
        String text = text(form, "spend");
        if (!text.matches("\\d{1,40}(\\.\\d{1,18})?")) {
            throw refused("spend", text, Wording.of("the maximum spend that the simulation found"));
        }
        return text;
    }

    private static long number(MultiValueMap<String, String> form, String field) {
        String text = text(form, field);
        if (!text.matches("\\d{1,18}")) {
            throw refused(field, text, Wording.of("a whole number"));
        }
        return Long.parseLong(text);
    }

    private static ProblemException refused(String field, String value, Wording expected) {
        return ProblemException.refused(List.of(new Problem(Place.pointer("form", "/" + field), value, expected)));
    }

    private static String text(MultiValueMap<String, String> form, String field) {
        String text = Objects.requireNonNullElse(form.getFirst(field), "").strip();
        return text.substring(0, Math.min(LONGEST_NOTE, text.length()));
    }

    private static ResponseEntity<Void> anew() {
        return ResponseEntity.noContent().header("HX-Refresh", "true").build();
    }
}
