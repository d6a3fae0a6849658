package dev.tideline.api.calls;

import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** All addresses of the server with the methods they take, as its handlers declare them. Thread-safe. */
@Component
public final class Addresses {

    private final SingletonSupplier<PathIndex<Call>> calls;

    Addresses(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.calls = SingletonSupplier.of(() -> new PathIndex<>(
                mappings.stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(info -> Call.of(info).stream())
                        .toList(),
                Call::pattern));
    }

    /** One method on one pattern; the pattern may end in a colon and an action. */
    private record Call(
            HttpMethod method,
            PathPattern pattern,
            @Nullable PathPattern base,
            String action) {

        static List<Call> of(RequestMappingInfo info) {
            return info.getPatternsCondition().getPatterns().stream()
                    .flatMap(pattern -> info.getMethodsCondition().getMethods().stream()
                            .map(method -> of(method.asHttpMethod(), pattern)))
                    .toList();
        }

        private static Call of(HttpMethod method, PathPattern pattern) {
            String text = pattern.getPatternString();
            int colon = text.lastIndexOf(':');
            boolean acts =
                    colon > text.lastIndexOf('/') && text.substring(colon + 1).matches("[a-z]+(-[a-z]+)*");
            return acts
                    ? new Call(
                            method,
                            pattern,
                            PathPatternParser.defaultInstance.parse(text.substring(0, colon)),
                            text.substring(colon + 1))
                    : new Call(method, pattern, null, "");
        }

        /** Whether it is an action on something. */
        boolean acts() {
            return base != null;
        }

        boolean actsOn(PathContainer path) {
            return base != null && base.matches(path);
        }
    }

    /** Refuses the call if nothing has this address, or what has it takes other methods; empty if there is such a call. */
    public Optional<Mono<Void>> refusal(ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        HttpMethod method = exchange.getRequest().getMethod();
        Set<HttpMethod> methods = methods(path);
        if (methods.contains(method)) {
            return Optional.empty();
        }
        Optional<String> action = unknownAction(path.value());
        if (methods.isEmpty() || (method.equals(HttpMethod.POST) && action.isPresent())) {
            String detail = action.orElse("Nothing has this address");
            return Optional.of(ProblemWriter.write(exchange, ProblemType.NOT_FOUND, detail));
        }
        exchange.getResponse().getHeaders().setAllow(methods);
        String words = methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(" or "));
        return Optional.of(ProblemWriter.write(exchange, ProblemType.METHOD_NOT_ALLOWED, "Send " + words + " here"));
    }

    /** An action is the nearer reading: {@code x:pause} pauses x, nothing is called so. */
    private Set<HttpMethod> methods(PathContainer path) {
        List<Call> found = calls.obtain().candidates(path.value()).stream()
                .filter(call -> call.pattern().matches(path))
                .toList();
        boolean acts = found.stream().anyMatch(Call::acts);
        return found.stream()
                .filter(call -> call.acts() == acts)
                .map(Call::method)
                .collect(Collectors.toSet());
    }

    private Optional<String> unknownAction(String path) {
        int colon = path.lastIndexOf(':');
        if (colon < path.lastIndexOf('/')) {
            return Optional.empty();
        }
        PathContainer base = PathContainer.parsePath(path.substring(0, colon));
        Set<String> known = calls.obtain().all().stream()
                .filter(call -> call.actsOn(base))
                .map(Call::action)
                .collect(Collectors.toCollection(TreeSet::new));
        return known.isEmpty() || known.contains(path.substring(colon + 1))
                ? Optional.empty()
                : Optional.of("There is no action '" + path.substring(colon + 1) + "' here; there is "
                        + String.join(", ", known));
    }
}
