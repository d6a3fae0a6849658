package dev.tideline.api.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    Path home;

    @Test
    void keepsItsDataAcrossRestartsAndRefusesASecondServer() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            execute(database, "create table kept as select 42 as answer");
            assertThatThrownBy(() -> EmbeddedDatabase.start(home))
                    .isInstanceOf(HomeInUseException.class)
                    .hasMessageContaining(home.toString());
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            assertThat(query(database, "select answer from kept")).isEqualTo("42");
            assertThat(query(database, "select setting from pg_settings where name = 'fsync'"))
                    .isEqualTo("on");
        }
    }

    @Test
    void asksForThePassword() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(database), EmbeddedDatabase.USER, "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void leavesAnotherFoldersPostgresAloneThatGotTheNumberOfADeadOne(@TempDir Path other)
            throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home)) {
            Path left = other.resolve("postmaster.pid");
            Files.copy(home.resolve("postgres").resolve("postmaster.pid"), left);
            OrphanedPostgres.stop(other);
            assertThat(left).doesNotExist();
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(url(database), EmbeddedDatabase.USER, database.password());
    }

    private static String url(EmbeddedDatabase database) {
        return "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
    }
}
