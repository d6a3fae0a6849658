package dev.tideline.api.security;

import dev.tideline.api.calls.Addresses;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells a caller with a key why he may not: there is no such thing, it takes other methods, or his roles do not allow it. */
@Component
final class Denial {

    private final Addresses addresses;

    Denial(Addresses addresses) {
        this.addresses = addresses;
    }

    Mono<Void> answer(ServerWebExchange exchange) {
        return addresses
                .refusal(exchange)
                .orElseGet(() ->
                        ProblemWriter.write(exchange, ProblemType.FORBIDDEN, "The key's roles do not allow this call"));
    }
}
