package dev.tideline.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class StartFailureTest {

    private static String line(Throwable cause) {
        return StartFailure.line(new IllegalStateException("context", new IllegalStateException("bean", cause)));
    }

    @Test
    void namesThePortAndTheSetting() {
        assertThat(line(new PortInUseException(8080))).contains("Port 8080 is in use", "TIDELINE_PORT");
    }

    @Test
    void tellsTheWaysApartInWhichADatabaseRefuses() {
        assertThat(line(new SQLException("password authentication failed", "28P01")))
                .contains("password authentication failed", "TIDELINE_DATABASE_PASSWORD");
        assertThat(line(new SQLException("no such database", "3D000"))).contains("Create the database");
        assertThat(line(new SQLException("permission denied", "42501"))).contains("must own the database");
        assertThat(line(new SQLException("refused", "08001"))).contains("cannot be reached", "TIDELINE_DATABASE_URL");
    }

    @Test
    void isOneLineWithWhatIsKnown() {
        assertThat(line(new UncheckedIOException("The file x cannot be read", new IOException("x"))))
                .isEqualTo("Tideline did not start: The file x cannot be read");
        assertThat(line(new IllegalArgumentException("Two\n  lines")))
                .isEqualTo("Tideline did not start: Two lines The log says more.");
        assertThat(line(new IllegalStateException())).contains("IllegalStateException", "The log says more");
    }
}
