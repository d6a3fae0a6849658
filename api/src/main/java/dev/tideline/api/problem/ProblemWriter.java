package dev.tideline.api.problem;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem outside of handlers, such as in security filters. */
public final class ProblemWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProblemWriter() {}

    /** Ends the exchange with this problem. */
    public static Mono<Void> write(ServerWebExchange exchange, ProblemType type, String detail) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(type.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        byte[] bytes = json(type, detail, exchange.getRequest().getId());
        response.getHeaders().setContentLength(bytes.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }

    /** The problem as JSON in UTF-8. */
    public static byte[] json(ProblemType type, String detail, String requestId) {
        return JSON.createObjectNode()
                .put("type", type.uri().toString())
                .put("title", type.detail(detail).getTitle())
                .put("status", type.status().value())
                .put("detail", detail)
                .put("request_id", requestId)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }
}
