package dev.tideline.api.decisions;

import dev.tideline.engine.database.Database;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A WebFlux route that does nothing but one indexed R2DBC select of a user's row. */
final class BareRoute implements AutoCloseable {

    private final Database database;
    private final DisposableServer server;

    BareRoute(Database database) {
        this.database = database;
        HttpHandler handler = RouterFunctions.toHttpHandler(
                RouterFunctions.route().GET("/users/{id}", this::user).build());
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
    }

    int port() {
        return server.port();
    }

    private Mono<ServerResponse> user(ServerRequest request) {
        return database.client()
                .sql("SELECT user_no, user_id, person_no, timeline FROM users WHERE user_id = :id")
                .bind("id", request.pathVariable("id"))
                .fetch()
                .one()
                .flatMap(user -> {
                    user.remove("timeline");
                    return ServerResponse.ok().bodyValue(user);
                });
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
