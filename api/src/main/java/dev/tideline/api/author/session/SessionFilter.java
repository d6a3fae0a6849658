package dev.tideline.api.author.session;

import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.access.ApiKey;
import dev.tideline.engine.access.session.Sessions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets a request act as the holder of the key that its session was opened with. */
final class SessionFilter implements WebFilter {
    private final Sessions sessions;

    SessionFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.justOrEmpty(SessionCookie.secret(exchange))
                .flatMap(sessions::check)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(key -> filter(exchange, chain, key.orElse(null)));
    }

    private static Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain, @Nullable ApiKey key) {
        Mono<Void> rest = chain.filter(exchange);
        return key == null
                ? rest
                : rest.contextWrite(ReactiveSecurityContextHolder.withAuthentication(new KeyAuthentication(key)));
    }
}
