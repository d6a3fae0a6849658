package dev.tideline.api.idempotency;

import dev.tideline.api.calls.PathIndex;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The calls that move money: those whose handlers declare the header {@code Idempotency-Key}. Thread-safe. */
@Component
final class MoneyCalls {

    static final String HEADER = "Idempotency-Key";

    private final SingletonSupplier<PathIndex<Declared>> calls;

    MoneyCalls(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.calls = SingletonSupplier.of(() -> new PathIndex<>(
                mappings.stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                        .filter(entry -> declaresKey(entry.getValue()))
                        .flatMap(entry -> declared(entry.getKey()))
                        .toList(),
                Declared::pattern));
    }

    private record Declared(HttpMethod method, PathPattern pattern) {}

    private static boolean declaresKey(HandlerMethod method) {
        return Stream.of(method.getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestHeader.class))
                .anyMatch(header -> header != null && header.value().equals(HEADER));
    }

    private static Stream<Declared> declared(RequestMappingInfo info) {
        return info.getPatternsCondition().getPatterns().stream()
                .flatMap(pattern -> info.getMethodsCondition().getMethods().stream()
                        .map(method -> new Declared(method.asHttpMethod(), pattern)));
    }

    /** Whether the call is one of them. */
    boolean include(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        return calls.obtain().candidates(path.value()).stream()
                .anyMatch(call -> call.method().equals(request.getMethod())
                        && call.pattern().matches(path));
    }
}
