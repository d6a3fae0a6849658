package dev.tideline.api.author;

import dev.tideline.api.author.assets.Assets;
import dev.tideline.api.author.session.ContentPolicy;
import dev.tideline.api.author.session.PageRoles;
import dev.tideline.api.problem.Languages;
import dev.tideline.api.security.KeyAuthentication;
import java.util.Objects;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What every template needs. */
@ControllerAdvice(basePackages = "dev.tideline.api.author")
class EveryPage {
    private final Assets assets;

    EveryPage(Assets assets) {
        this.assets = assets;
    }

    /** Where its scripts and styles are. */
    @ModelAttribute("assets")
    Assets assets() {
        return assets;
    }

    /** The number by which the browser knows what the server itself put into the page. */
    @ModelAttribute("nonce")
    String nonce(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(ContentPolicy.NONCE);
    }

    /** The token that every change has to bring. */
    @ModelAttribute("form")
    Mono<CsrfToken> form(ServerWebExchange exchange) {
        return Objects.requireNonNull(exchange.<Mono<CsrfToken>>getAttribute(CsrfToken.class.getName()));
    }

    /** Whether the caller may change playbooks, or only read and approve. */
    @ModelAttribute("mayChange")
    Mono<Boolean> mayChange(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .ofType(KeyAuthentication.class)
                .map(caller -> PageRoles.mayChange(caller.key()))
                .defaultIfEmpty(false);
    }

    /** What codes are called in the language of the caller. */
    @ModelAttribute("codes")
    CodeWords codes(ServerWebExchange exchange) {
        return new CodeWords(Languages.of(exchange.getRequest().getHeaders()));
    }

    /** The language that the caller reads. */
    @ModelAttribute("language")
    String language(ServerWebExchange exchange) {
        return Languages.of(exchange.getRequest().getHeaders()).getLanguage();
    }
}
