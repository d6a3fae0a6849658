package dev.tideline.api.problem;

import dev.tideline.rules.problem.Wording;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem outside of handlers, such as in security filters. */
public final class ProblemWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemWriter() {}

    /** Ends the exchange with this problem, which has no language but English. */
    public static Mono<Void> write(ServerWebExchange exchange, ProblemType type, String detail) {
        return write(exchange, type, Wording.verbatim(detail));
    }

    /** Ends the exchange with this problem, in the language of the caller. */
    public static Mono<Void> write(ServerWebExchange exchange, ProblemType type, Wording detail) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(type.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        Locale language = Languages.of(exchange.getRequest().getHeaders());
        byte[] bytes = json(
                type,
                type.title().text(language),
                detail.text(language),
                exchange.getRequest().getId());
        response.getHeaders().setContentLength(bytes.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    /** The problem as JSON in UTF-8, in English. */
    public static byte[] json(ProblemType type, String detail, String requestId) {
        return json(type, type.title().text(), detail, requestId);
    }

    private static byte[] json(ProblemType type, String title, String detail, String requestId) {
        return JSON.createObjectNode()
                .put("type", type.uri().toString())
                .put("title", title)
                .put("status", type.status().value())
                .put("detail", detail)
                .put("request_id", requestId)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
