package dev.tideline.api.author.session;

import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/** The cookie that holds the secret of a session: no script reads it and no other site sends it along. */
final class SessionCookie {
    /** Under which the page and all it does stand. */
    static final String PATH = "/author";

    private static final String NAME = "tideline-author";

    private SessionCookie() {}

    /** The secret that a request brings. */
    static Optional<String> secret(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(NAME))
                .map(HttpCookie::getValue);
    }

    /** Puts a secret into the browser until it is closed; the server ends the session earlier. */
    static void put(ServerWebExchange exchange, String secret) {
        exchange.getResponse().addCookie(cookie(secret, exchange.getRequest()).build());
    }

    /** Takes it away. */
    static void remove(ServerWebExchange exchange) {
        exchange.getResponse()
                .addCookie(
                        cookie("", exchange.getRequest()).maxAge(Duration.ZERO).build());
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(String secret, ServerHttpRequest request) {
        return ResponseCookie.from(NAME, secret)
                .httpOnly(true)
                .secure(isEncrypted(request))
                .sameSite("Strict")
                .path(PATH);
    }

    /** Whether the browser speaks HTTPS, to this server or to the proxy before it. */
    static boolean isEncrypted(ServerHttpRequest request) {
        return "https".equalsIgnoreCase(request.getURI().getScheme())
                || "https".equalsIgnoreCase(request.getHeaders().getFirst("X-Forwarded-Proto"));
    }
}
