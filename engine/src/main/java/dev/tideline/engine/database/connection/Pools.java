package dev.tideline.engine.database.connection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the connection pools of one database. */
public final class Pools {

    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(30);

    private Pools() {}

    /** JDBC connections that search the schemas of this path. */
    public static HikariDataSource blocking(DatabaseSettings settings, String searchPath) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tideline-blocking");
        PGSimpleDataSource source = source(settings, settings.timeouts().bulk());
        source.setCurrentSchema(searchPath);
        config.setDataSource(source);
        config.setMaximumPoolSize(settings.blockingConnections());
        config.setMinimumIdle(Math.min(2, settings.blockingConnections()));
        config.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        config.setConnectionInitSql("SET TIME ZONE 'UTC'");
        return new HikariDataSource(config);
    }

    /** A source of single connections whose statements may take this long; zero for no limit. */
    static PGSimpleDataSource source(DatabaseSettings settings, Duration statementTimeout) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {settings.host()});
        source.setPortNumbers(new int[] {settings.port()});
        source.setDatabaseName(settings.database());
        source.setUser(settings.user());
        source.setPassword(settings.password());
        source.setSslMode(settings.sslMode());
        source.setCurrentSchema(DatabaseSettings.SCHEMA);
        source.setApplicationName("tideline");
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false); // DETAIL holds values of rows, and messages are logged
        StringBuilder options = new StringBuilder();
        limits(settings, statementTimeout)
                .forEach((name, value) ->
                        options.append(" -c ").append(name).append('=').append(value));
        source.setOptions(options.toString().strip());
        return source;
    }

    /** R2DBC connections that search the schemas of this path. */
    public static ConnectionPool reactive(DatabaseSettings settings, String searchPath) {
        PostgresqlConnectionFactory factory =
                new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host(settings.host())
                        .port(settings.port())
                        .database(settings.database())
                        .username(settings.user())
                        .password(settings.password())
                        .sslMode(SSLMode.fromValue(settings.sslMode()))
                        .schema(searchPath)
                        .applicationName("tideline")
                        .timeZone(TimeZone.getTimeZone("UTC"))
                        .options(limits(settings, settings.timeouts().request()))
                        .build());
        return new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .name("tideline-requests")
                .initialSize(0)
                .maxSize(settings.requestConnections())
                .maxAcquireTime(WAIT_FOR_CONNECTION)
                .maxIdleTime(Duration.ofMinutes(10))
                .build());
    }

    private static Map<String, String> limits(DatabaseSettings settings, Duration statementTimeout) {
        return Map.of(
                "statement_timeout", millis(statementTimeout),
                "lock_timeout", millis(settings.timeouts().lock()),
                "idle_in_transaction_session_timeout",
                        millis(settings.timeouts().idleInTransaction()));
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%d", duration.toMillis());
    }
}
