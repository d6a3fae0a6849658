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
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    @Test
    void keepsItsDataAcrossRestartsAndRefusesASecondServer() throws SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, EmbeddedDatabaseIT::neverLost)) {
            execute(database, "create table kept as select 42 as answer");
            assertThatThrownBy(() -> EmbeddedDatabase.start(home, EmbeddedDatabaseIT::neverLost))
                    .isInstanceOf(HomeInUseException.class)
                    .hasMessageContaining(home.toString());
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, EmbeddedDatabaseIT::neverLost)) {
            assertThat(query(database, "select answer from kept")).isEqualTo("42");
            assertThat(query(database, "select setting from pg_settings where name = 'fsync'"))
                    .isEqualTo("on");
        }
    }

    @Test
    void asksForThePassword() {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, EmbeddedDatabaseIT::neverLost)) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(database), EmbeddedDatabase.USER, "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void leavesAnotherFoldersPostgresAloneThatGotTheNumberOfADeadOne(@TempDir Path other)
            throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, EmbeddedDatabaseIT::neverLost)) {
            Path left = other.resolve("postmaster.pid");
            Files.copy(home.resolve("postgres").resolve("postmaster.pid"), left);
            OrphanedPostgres.stop(other);
            assertThat(left).doesNotExist();
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsAgainWhereItRanWhenItIsKilledAndKeepsWhatWasCommitted() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(home, EmbeddedDatabaseIT::neverLost)) {
            execute(database, "create table kept as select 42 as answer");
            String url = url(database);
            ProcessHandle killed = postgres();
            assertThat(killed.destroyForcibly()).isTrue();
            assertThat(killed.onExit()).succeedsWithin(PATIENCE);
            assertThat(awaited(database, "select answer from kept")).isEqualTo("42");
            assertThat(url(database)).isEqualTo(url);
            assertThat(postgres().pid()).isNotEqualTo(killed.pid());
        }
    }

    private ProcessHandle postgres() throws IOException {
        Path file = home.resolve("postgres").resolve("postmaster.pid");
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
                .orElseThrow();
    }

    /** The answer, as soon as there is one. */
    private static String awaited(EmbeddedDatabase database, String sql) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return query(database, sql);
            } catch (SQLException away) {
                if (System.nanoTime() > end || never.await(100, TimeUnit.MILLISECONDS)) {
                    throw away;
                }
            }
        }
    }

    private static void neverLost() {
        throw new AssertionError("lost");
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
