package dev.tideline.api.calls;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers calls that nobody takes, after their key was checked and before a handler of a similar address is asked. */
@Component
@Order(0)
final class AddressFilter implements WebFilter {

    private final Addresses addresses;

    AddressFilter(Addresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        return method.equals(HttpMethod.HEAD) || method.equals(HttpMethod.OPTIONS)
                ? chain.filter(exchange)
                : addresses.refusal(exchange).orElseGet(() -> chain.filter(exchange));
    }
}
