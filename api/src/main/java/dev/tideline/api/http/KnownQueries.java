package dev.tideline.api.http;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Refuses a query that has a name its handler does not declare: what is ignored in silence is believed to have worked. */
@Component
final class KnownQueries implements WebFluxRegistrations {

    private static final String OWN = "dev.tideline.";
    private static final int LONGEST_NAME = 60;

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new RequestMappingHandlerAdapter() {
            @Override
            public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
                List<Problem> problems = unknown(exchange, handler);
                return problems.isEmpty()
                        ? super.handle(exchange, handler)
                        : Mono.error(ProblemException.refused(problems));
            }
        };
    }

    private static List<Problem> unknown(ServerWebExchange exchange, Object handler) {
        Set<String> names = exchange.getRequest().getQueryParams().keySet();
        if (names.isEmpty()
                || !(handler instanceof HandlerMethod method)
                || !method.getBeanType().getName().startsWith(OWN)) {
            return List.of();
        }
        Set<String> known = declared(method);
        return names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> problem(name.substring(0, Math.min(name.length(), LONGEST_NAME)), known))
                .toList();
    }

    private static Set<String> declared(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(KnownQueries::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(MethodParameter parameter) {
        RequestParam declared = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class));
        String given = declared.name().isEmpty() ? declared.value() : declared.name();
        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return given.isEmpty() ? String.valueOf(parameter.getParameterName()) : given;
    }

    private static Problem problem(String name, Set<String> known) {
        String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
        return new Problem(
                Place.pointer("query", pointer), name, "expected a known name; " + Nearest.hint(name, known));
    }
}
