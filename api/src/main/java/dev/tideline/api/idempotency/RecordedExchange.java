package dev.tideline.api.idempotency;

import dev.tideline.api.problem.BrokenOff;
import dev.tideline.engine.idempotency.IdempotentCalls;
import dev.tideline.engine.idempotency.KeptAnswer;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An exchange whose answer is kept before it goes out; errors of ours are not kept, so that they can be tried again. */
final class RecordedExchange {

    private final ServerWebExchange exchange;
    private final Call call;
    private final UUID attempt;
    private final KeptCalls calls;

    RecordedExchange(ServerWebExchange exchange, Call call, UUID attempt, KeptCalls calls) {
        this.exchange = exchange;
        this.call = call;
        this.attempt = attempt;
        this.calls = calls;
    }

    /** The exchange that handlers see. */
    ServerWebExchange exchange() {
        return exchange.mutate()
                .request(new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return call.body().length == 0
                                ? Flux.empty()
                                : Flux.defer(() -> Flux.just(
                                        exchange.getResponse().bufferFactory().wrap(call.body())));
                    }
                })
                .response(new ServerHttpResponseDecorator(exchange.getResponse()) {
                    @Override
                    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                        return DataBufferUtils.join(Flux.from(body))
                                .flatMap(
                                        all -> keep(bytes(all)).then(Mono.defer(() -> super.writeWith(Mono.just(all)))))
                                .onErrorResume(BrokenOff::explains, gone -> Mono.empty());
                    }

                    @Override
                    public Mono<Void> setComplete() {
                        return keep(new byte[0]).then(Mono.defer(super::setComplete));
                    }
                })
                .build();
    }

    private Mono<Void> keep(byte[] bytes) {
        HttpStatusCode code = exchange.getResponse().getStatusCode();
        int status = code == null ? HttpStatus.OK.value() : code.value();
        if (status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return calls.abandon(call, attempt);
        }
        MediaType type = exchange.getResponse().getHeaders().getContentType();
        KeptAnswer answer = new KeptAnswer(status, type == null ? "" : type.toString(), bytes);
        return calls.finish(new IdempotentCalls.Ending(call.caller(), call.key(), attempt, answer));
    }

    private static byte[] bytes(DataBuffer all) {
        byte[] bytes = new byte[all.readableByteCount()];
        all.toByteBuffer(ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** After an error that no handler answered. */
    Mono<Void> abandon(Throwable error) {
        return calls.abandon(call, attempt).then(Mono.error(error));
    }
}
