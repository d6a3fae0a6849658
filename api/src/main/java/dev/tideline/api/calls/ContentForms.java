package dev.tideline.api.calls;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** The forms of bodies and answers: nothing is done for a caller who cannot read the answer. */
final class ContentForms {

    private static final String PLAIN = "identity";

    private ContentForms() {}

    /** Ends the call if its body is compressed, or its answer cannot be in a type that is accepted. */
    static void check(ServerWebExchange exchange, HandlerMethod method) {
        ServerHttpRequest request = exchange.getRequest();
        if (takesBody(method)) {
            checkEncoding(request.getHeaders().getOrEmpty(HttpHeaders.CONTENT_ENCODING));
        }
        boolean chosen = exchange.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) != null;
        if (!chosen && answers(method) && !acceptsJson(request.getHeaders().getAccept())) {
            throw new ProblemException(ProblemType.NOT_ACCEPTABLE, "The answer comes as application/json");
        }
    }

    private static boolean takesBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class)
                        || parameter.getParameterType() == ServerHttpRequest.class);
    }

    private static void checkEncoding(List<String> encodings) {
        for (String encoding : encodings) {
            if (!encoding.strip().equalsIgnoreCase(PLAIN)) {
                throw new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The body has Content-Encoding '" + encoding.strip() + "'; send it as it is");
            }
        }
    }

    private static boolean answers(HandlerMethod method) {
        return ResolvableType.forMethodReturnType(method.getMethod())
                        .getGeneric(0)
                        .resolve()
                != Void.class;
    }

    private static boolean acceptsJson(List<MediaType> accepted) {
        return accepted.isEmpty()
                || accepted.stream()
                        .anyMatch(type ->
                                type.getQualityValue() > 0 && type.isCompatibleWith(MediaType.APPLICATION_JSON));
    }
}
