package dev.tideline.api.calls;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds the handler of a call among the few whose paths have its shape. A call that none or several of them match is left to
 * the framework, which asks all of them and says what is wrong.
 */
final class IndexedHandlers extends RequestMappingHandlerMapping {

    private final SingletonSupplier<PathIndex<Handler>> handlers =
            SingletonSupplier.of(() -> new PathIndex<>(declared(), Handler::pattern));

    private record Handler(PathPattern pattern, RequestMappingInfo info, HandlerMethod method) {}

    private List<Handler> declared() {
        return getHandlerMethods().entrySet().stream()
                .flatMap(entry -> entry.getKey().getPatternsCondition().getPatterns().stream()
                        .map(pattern -> new Handler(pattern, entry.getKey(), entry.getValue())))
                .toList();
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(ServerWebExchange exchange) throws Exception {
        String path = exchange.getRequest().getPath().pathWithinApplication().value();
        Handler found = null;
        RequestMappingInfo match = null;
        for (Handler candidate : handlers.obtain().candidates(path)) {
            RequestMappingInfo matching = getMatchingMapping(candidate.info(), exchange);
            if (matching != null && match != null) {
                return super.lookupHandlerMethod(exchange);
            }
            if (matching != null) {
                found = candidate;
                match = matching;
            }
        }
        if (found == null || match == null) {
            return super.lookupHandlerMethod(exchange);
        }
        handleMatch(match, found.method(), exchange);
        return found.method();
    }
}
