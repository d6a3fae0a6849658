package dev.tideline.api.idempotency;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.idempotency.Begun;
import dev.tideline.engine.idempotency.IdempotentCalls;
import dev.tideline.engine.idempotency.KeptAnswer;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Answers a call that moves money once, and the same to each that comes again under its key. */
@Component
@Order(0)
final class IdempotencyFilter implements WebFilter {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 200;
    private static final int LARGEST_BODY = 65_536;

    private static final List<PathPattern> MOVES_MONEY = List.of(
            pattern("/v1/users/{id}/decisions:decide"),
            pattern("/v1/decisions/{id}:dismiss"),
            pattern("/v1/decisions/{id}:accept"),
            pattern("/v1/decisions/{id}:redeem"),
            pattern("/v1/decisions/{id}:void"),
            pattern("/v1/decisions/{id}:claw-back"),
            pattern("/v1/grants/{id}:acknowledge"),
            pattern("/v1/grants/{id}:release"),
            pattern("/v1/grants/{id}:post"),
            pattern("/v1/grants/{id}:void"),
            pattern("/v1/grants/{id}:claw-back"));

    private final IdempotentCalls calls;

    IdempotencyFilter(IdempotentCalls calls) {
        this.calls = calls;
    }

    private static PathPattern pattern(String text) {
        return PathPatternParser.defaultInstance.parse(text);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!movesMoney(exchange)) {
            return chain.filter(exchange);
        }
        String key = exchange.getRequest().getHeaders().getFirst(HEADER);
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            return ProblemWriter.write(
                    exchange,
                    ProblemType.INVALID_REQUEST,
                    "Send " + HEADER + " with 1 to 200 characters: this call moves money");
        }
        return Mono.zip(caller(exchange), body(exchange))
                .flatMap(
                        read -> once(exchange, chain, new Call(read.getT1(), key, exchange.getRequest(), read.getT2())))
                .onErrorResume(
                        DataBufferLimitException.class,
                        e -> ProblemWriter.write(
                                exchange, ProblemType.TOO_LARGE, "The body is larger than this endpoint takes"));
    }

    private static boolean movesMoney(ServerWebExchange exchange) {
        return HttpMethod.POST.equals(exchange.getRequest().getMethod())
                && MOVES_MONEY.stream()
                        .anyMatch(pattern ->
                                pattern.matches(exchange.getRequest().getPath().pathWithinApplication()));
    }

    private static Mono<String> caller(ServerWebExchange exchange) {
        return exchange.getPrincipal()
                .cast(KeyAuthentication.class)
                .map(caller -> caller.key().id());
    }

    private static Mono<byte[]> body(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), LARGEST_BODY)
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0]);
    }

    private Mono<Void> once(ServerWebExchange exchange, WebFilterChain chain, Call call) {
        return Blocking.call(() -> calls.begin(call.caller(), call.key(), call.hash()))
                .flatMap(begun -> answer(exchange, chain, call, begun));
    }

    private Mono<Void> answer(ServerWebExchange exchange, WebFilterChain chain, Call call, Begun begun) {
        if (begun instanceof Begun.First first) {
            RecordedExchange recorded = new RecordedExchange(exchange, call, first.attempt(), calls);
            return chain.filter(recorded.exchange()).onErrorResume(recorded::abandon);
        }
        if (begun instanceof Begun.Answered answered) {
            return write(exchange.getResponse(), answered.answer());
        }
        return begun instanceof Begun.InFlight
                ? ProblemWriter.write(
                        exchange, ProblemType.CONFLICT, "A call with this " + HEADER + " is under way; try again soon")
                : ProblemWriter.write(
                        exchange,
                        ProblemType.INVALID_CONTENT,
                        "This " + HEADER + " was used for another request; try a new one");
    }

    private static Mono<Void> write(ServerHttpResponse response, KeptAnswer answer) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        if (!answer.contentType().isEmpty()) {
            response.getHeaders().setContentType(MediaType.parseMediaType(answer.contentType()));
        }
        response.getHeaders().set("Idempotent-Replayed", "true");
        response.getHeaders().setContentLength(answer.body().length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
    }
}
