package dev.tideline.api.security;

import dev.tideline.api.calls.Addresses;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells a caller why he may not: there is no such thing, it takes other methods, or his roles or token do not allow it. */
@Component
final class Denial {

    private final Addresses addresses;

    Denial(Addresses addresses) {
        this.addresses = addresses;
    }

    Mono<Void> answer(ServerWebExchange exchange) {
        return addresses
                .refusal(exchange)
                .orElseGet(() -> exchange.getPrincipal()
                        .ofType(Caller.class)
                        .map(Denial::why)
                        .flatMap(why -> ProblemWriter.write(exchange, ProblemType.FORBIDDEN, why)));
    }

    private static String why(Caller caller) {
        return caller.user().isPresent()
                ? "A user's token does not allow this call; it is for that user's own decisions and offers"
                : "The key's roles do not allow this call";
    }
}
