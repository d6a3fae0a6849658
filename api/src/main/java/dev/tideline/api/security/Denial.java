package dev.tideline.api.security;

import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Tells a caller with a key why he may not: there is no such thing, it takes other methods, or his roles do not allow it. */
final class Denial {

    private Denial() {}

    static Mono<Void> answer(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        Set<HttpMethod> methods = methods(exchange.getRequest().getPath().pathWithinApplication());
        if (methods.isEmpty()) {
            return ProblemWriter.write(exchange, ProblemType.NOT_FOUND, "Nothing has this address");
        }
        if (!methods.contains(method)) {
            exchange.getResponse().getHeaders().setAllow(methods);
            List<String> words = methods.stream().map(HttpMethod::name).sorted().toList();
            return ProblemWriter.write(
                    exchange, ProblemType.METHOD_NOT_ALLOWED, "Send " + String.join(" or ", words) + " here");
        }
        return ProblemWriter.write(exchange, ProblemType.FORBIDDEN, "The key's roles do not allow this call");
    }

    private static Set<HttpMethod> methods(PathContainer path) {
        return Access.all().stream()
                .filter(line ->
                        PathPatternParser.defaultInstance.parse(line.path()).matches(path))
                .map(Access::method)
                .collect(Collectors.toSet());
    }
}
