package dev.tideline.api.settings;

import dev.tideline.api.command.DatabaseLost;
import dev.tideline.api.embedded.EmbeddedDatabase;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.connection.DatabaseSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database: the operator's own, or the embedded one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TidelineProperties.class)
class DatabaseConfiguration {

    /** Holds the embedded server, if there is one, so that it stops after everything that uses it. */
    record Embedded(@Nullable EmbeddedDatabase server) implements AutoCloseable {
        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    @Bean
    Embedded embeddedDatabase(TidelineProperties properties) {
        return new Embedded(
                properties.isEmbedded() ? EmbeddedDatabase.start(properties.home(), new DatabaseLost()) : null);
    }

    @Bean
    Database database(Embedded embedded, TidelineProperties properties) {
        return Database.open(settings(embedded, properties));
    }

    /** Opened after the database that brought the shadow's schema up to date. */
    @Bean
    ShadowDatabase shadowDatabase(Database database, Embedded embedded, TidelineProperties properties) {
        return new ShadowDatabase(Database.connectShadow(settings(embedded, properties)));
    }

    private static DatabaseSettings settings(Embedded embedded, TidelineProperties properties) {
        EmbeddedDatabase server = embedded.server();
        return server == null ? DatabaseAddress.settings(properties.database()) : settings(server);
    }

    private static DatabaseSettings settings(EmbeddedDatabase server) {
        return DatabaseSettings.of("127.0.0.1", server.port(), "postgres", EmbeddedDatabase.USER, server.password());
    }
}
