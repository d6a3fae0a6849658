package dev.tideline.api.calls;

import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses an Accept header that cannot be read, before an answer would have to be written in a type nobody knows. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class AcceptFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isReadable(exchange)
                ? chain.filter(exchange)
                : ProblemWriter.write(exchange, ProblemType.NOT_ACCEPTABLE, "The Accept header cannot be read");
    }

    private static boolean isReadable(ServerWebExchange exchange) {
        try {
            var unused = exchange.getRequest().getHeaders().getAccept();
            return true;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
