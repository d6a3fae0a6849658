package dev.tideline.engine.sweep.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.sweep.LoggedFault;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class LoggedFaultTest {

    @Test
    void tellsStateAndPlaceOfWhatTheDatabaseRefusedButNotItsWords() {
        SQLException refused = new SQLException("Key (user_id)=(ann@example.com) already exists", "23505");
        assertThat(LoggedFault.of(new DatabaseException("INSERT INTO users", refused)))
                .startsWith("SQLSTATE 23505 at dev.tideline.engine.sweep.shard.LoggedFaultTest.")
                .doesNotContain("ann@example.com");
    }

    @Test
    void tellsKindAndPlaceOfAnyOtherFailure() {
        assertThat(LoggedFault.of(new IllegalStateException("user ann@example.com")))
                .startsWith("java.lang.IllegalStateException at dev.tideline.")
                .doesNotContain("ann@example.com");
    }
}
