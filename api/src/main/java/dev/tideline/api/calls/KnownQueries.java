package dev.tideline.api.calls;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ServerWebExchange;

/** Refuses a query that has a name its handler does not declare: what is ignored in silence is believed to have worked. */
final class KnownQueries {

    private static final int LONGEST_NAME = 60;

    private KnownQueries() {}

    /** Ends the call if its query has a name that is not known here. */
    static void check(ServerWebExchange exchange, HandlerMethod method) {
        Set<String> names = exchange.getRequest().getQueryParams().keySet();
        if (names.isEmpty()) {
            return;
        }
        Set<String> known = declared(method);
        List<Problem> problems = names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> problem(name.substring(0, Math.min(name.length(), LONGEST_NAME)), known))
                .toList();
        if (!problems.isEmpty()) {
            throw ProblemException.refused(problems);
        }
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
                Place.pointer("query", pointer), name, Wording.of("a known name; {0}", Nearest.hint(name, known)));
    }
}
