package dev.tideline.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.netty.channel.AbortedException;

@ExtendWith(OutputCaptureExtension.class)
final class ProblemHandlerTest {

    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/v1/events"));

    @Test
    void aCallerWhoBreaksOffIsNoErrorOfTheServer(CapturedOutput output) {
        for (Exception gone : List.of(
                new AbortedException("Connection has been closed"),
                new IOException("Connection reset by peer"),
                new IOException("Broken pipe"))) {
            assertThat(new ProblemHandler()
                            .onAny(gone, exchange)
                            .getStatusCode()
                            .value())
                    .isEqualTo(400);
        }
        assertThat(output.getAll()).contains("broke off").doesNotContain("ERROR", "\tat ");
    }

    @Test
    void everythingElseIsLoggedWithItsRequest(CapturedOutput output) {
        Exception full = new IOException("No space left on device");
        assertThat(new ProblemHandler().onAny(full, exchange).getStatusCode().value())
                .isEqualTo(500);
        assertThat(output.getAll()).contains("ERROR", exchange.getRequest().getId(), "No space left on device");
    }

    @Test
    void aDatabaseThatIsAwayIsNoErrorOfTheServer(CapturedOutput output) {
        for (Exception away : List.of(
                new DatabaseException(
                        "transaction", new SQLTransientConnectionException("Connection is not available")),
                new DatabaseException("query", new SQLException("terminating connection", "57P01")),
                new IllegalStateException(new SQLException("cannot connect", "08001")))) {
            assertThat(new ProblemHandler()
                            .onAny(away, exchange)
                            .getStatusCode()
                            .value())
                    .isEqualTo(503);
        }
        Exception refused = new DatabaseException("query", new SQLException("duplicate key", "23505"));
        assertThat(new ProblemHandler().onAny(refused, exchange).getStatusCode().value())
                .isEqualTo(500);
        assertThat(output.getAll()).contains("the database is away", "duplicate key");
    }
}
