package dev.tideline.api.calls;

import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the handler of a call, and looks at what it asks for before the handler does anything. */
@Component
final class CheckedCalls implements WebFluxRegistrations {

    private static final String OWN = "dev.tideline.";

    @Override
    public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
        return new IndexedHandlers();
    }

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new RequestMappingHandlerAdapter() {
            @Override
            public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
                return Mono.fromRunnable(() -> check(exchange, handler))
                        .then(Mono.defer(() -> super.handle(exchange, handler)));
            }
        };
    }

    private static void check(ServerWebExchange exchange, Object handler) {
        if (handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OWN)) {
            KnownQueries.check(exchange, method);
            ContentForms.check(exchange, method);
        }
    }
}
