package dev.tideline.api.webhook;

import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The receiver of a demo's touches. It listens on this machine only, takes everything and counts it. */
public final class LoopbackReceiver implements AutoCloseable {

    private final AtomicLong received = new AtomicLong();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> request.receive()
                    .aggregate()
                    .asString()
                    .doOnNext(body -> received.incrementAndGet())
                    .then(Mono.defer(() -> response.status(204).send())))
            .bindNow();

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.port() + "/touches";
    }

    /** Touches taken so far. */
    public long received() {
        return received.get();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
