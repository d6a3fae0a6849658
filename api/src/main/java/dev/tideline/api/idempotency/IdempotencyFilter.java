package dev.tideline.api.idempotency;

import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import dev.tideline.api.security.Caller;
import dev.tideline.engine.idempotency.Begun;
import dev.tideline.engine.idempotency.IdempotentCalls;
import dev.tideline.engine.idempotency.KeptAnswer;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers a call that moves money once, and the same to each that comes again under its key. */
@Component
@Order(1)
final class IdempotencyFilter implements WebFilter {

    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final int LARGEST_BODY = 65_536;

    private final MoneyCalls moving;
    private final KeptCalls calls;

    IdempotencyFilter(MoneyCalls moving, KeptCalls calls) {
        this.moving = moving;
        this.calls = calls;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!moving.include(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        List<String> keys = exchange.getRequest().getHeaders().getOrEmpty(MoneyCalls.HEADER);
        String key = keys.size() == 1 ? keys.get(0) : "";
        if (!KEY.matcher(key).matches()) {
            return ProblemWriter.write(
                    exchange,
                    ProblemType.INVALID_REQUEST,
                    "Send one " + MoneyCalls.HEADER + " with 1 to 200 visible ASCII characters: this call moves money");
        }
        return Mono.zip(caller(exchange), body(exchange))
                .flatMap(
                        read -> once(exchange, chain, new Call(read.getT1(), key, exchange.getRequest(), read.getT2())))
                .onErrorResume(
                        DataBufferLimitException.class,
                        e -> ProblemWriter.write(
                                exchange, ProblemType.TOO_LARGE, "The body is larger than this endpoint takes"));
    }

    private static Mono<String> caller(ServerWebExchange exchange) {
        return exchange.getPrincipal().cast(Caller.class).map(Caller::scope);
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
        return toItsEnd(calls.begin(new IdempotentCalls.Beginning(call.caller(), call.key(), call.hash()))
                .flatMap(begun -> answer(exchange, chain, call, begun)));
    }

    /** A caller who hangs up meanwhile stops nothing: he gets the answer when he calls again. */
    private static Mono<Void> toItsEnd(Mono<Void> work) {
        return Mono.deferContextual(
                context -> Mono.fromFuture(work.contextWrite(context).toFuture(), true));
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
                        exchange,
                        ProblemType.CONFLICT,
                        "A call with this " + MoneyCalls.HEADER + " is under way; try again soon")
                : ProblemWriter.write(
                        exchange,
                        ProblemType.INVALID_CONTENT,
                        "This " + MoneyCalls.HEADER + " was used for another request; try a new one");
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
