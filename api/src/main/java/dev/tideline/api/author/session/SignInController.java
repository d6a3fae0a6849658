package dev.tideline.api.author.session;

import dev.tideline.engine.access.ApiKey;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.session.Sessions;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in with an API key, and out. */
@Controller
class SignInController {
    private static final String VIEW = "author/sign-in";
    private static final String HOME = SessionCookie.PATH;

    private final ApiKeys keys;
    private final Sessions sessions;

    SignInController(ApiKeys keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    @GetMapping(path = "/author/sign-in", produces = MediaType.TEXT_HTML_VALUE)
    Rendering form() {
        return Rendering.view(VIEW).modelAttribute("refusal", "").build();
    }

    @PostMapping(path = "/author/sign-in", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> signIn(ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form ->
                        Objects.requireNonNullElse(form.getFirst("key"), "").strip())
                .flatMap(keys::check)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(key -> key.isPresent()
                        ? open(key.get(), exchange)
                        : Mono.just(refusal("unknown", HttpStatus.UNAUTHORIZED)));
    }

    private Mono<Rendering> open(ApiKey key, ServerWebExchange exchange) {
        if (!PageRoles.mayApprove(key)) {
            return Mono.just(refusal("role", HttpStatus.FORBIDDEN));
        }
        return sessions.open(key)
                .doOnNext(secret -> SessionCookie.put(exchange, secret))
                .map(secret -> seeOther(HOME));
    }

    @PostMapping(path = "/author/sign-out", produces = MediaType.TEXT_HTML_VALUE)
    Mono<Rendering> signOut(ServerWebExchange exchange) {
        SessionCookie.remove(exchange);
        return Mono.justOrEmpty(SessionCookie.secret(exchange))
                .flatMap(sessions::close)
                .thenReturn(seeOther("/author/sign-in"));
    }

    private static Rendering refusal(String why, HttpStatus status) {
        return Rendering.view(VIEW)
                .modelAttribute("refusal", "sign-in." + why)
                .status(status)
                .build();
    }

    private static Rendering seeOther(String path) {
        return Rendering.redirectTo(path).status(HttpStatus.SEE_OTHER).build();
    }
}
