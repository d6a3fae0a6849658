package dev.tideline.api.author.session;

import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Tells the browser what the page may load and run: files of this server and what bears the number of this one answer, which
 * are the map of modules and the styles that the editor makes. No code in attributes, no {@code eval}, no frames.
 */
public final class ContentPolicy implements WebFilter {
    /** Attribute of an exchange with the number of its answer. */
    public static final String NONCE = ContentPolicy.class.getName() + ".nonce";

    private static final int BYTES = 16;
    private static final String POLICY = "default-src 'none'; script-src 'self' 'nonce-%1$s'; style-src 'self'"
            + " 'nonce-%1$s'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'";

    private final SecureRandom random = new SecureRandom();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        exchange.getAttributes().put(NONCE, nonce);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set("Content-Security-Policy", POLICY.formatted(nonce));
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        return chain.filter(exchange);
    }
}
