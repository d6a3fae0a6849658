package dev.tideline.api.webhook;

import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The receiver of a demo's touches. It listens on this machine only and takes everything. */
final class LoopbackReceiver implements AutoCloseable {

    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) ->
                    request.receive().then(response.status(204).send()))
            .bindNow();

    /** Where it listens. */
    String url() {
        return "http://127.0.0.1:" + server.port() + "/touches";
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
