package dev.tideline.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.DatabaseException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

final class LastResortTest {

    @Test
    void aWaitIsToldOnceThoughAHandlerToldItBefore() {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/v1/budgets"));
        exchange.getResponse().getHeaders().addAll(WaitTime.headers());
        new LastResort(new ProblemHandler())
                .handle(exchange, new DatabaseException("query", new SQLException("cannot connect", "08001")))
                .block();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(exchange.getResponse().getHeaders().get(HttpHeaders.RETRY_AFTER))
                .containsExactly("5");
    }
}
