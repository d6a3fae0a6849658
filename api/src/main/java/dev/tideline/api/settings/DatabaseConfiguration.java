package dev.tideline.api.settings;

import dev.tideline.api.command.DatabaseLost;
import dev.tideline.api.embedded.EmbeddedDatabase;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.connection.DatabaseSettings;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The database: the operator's own, or the embedded one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TidelineProperties.class)
class DatabaseConfiguration {

    /** Holds the embedded server, if there is one, so that it stops after everything that uses it. */
    record Embedded(Optional<EmbeddedDatabase> server) implements AutoCloseable {
        @Override
        public void close() {
            server.ifPresent(EmbeddedDatabase::close);
        }
    }

    @Bean
    Embedded embeddedDatabase(TidelineProperties properties) {
        return new Embedded(
                properties.isEmbedded()
                        ? Optional.of(EmbeddedDatabase.start(properties.home(), new DatabaseLost()))
                        : Optional.empty());
    }

    @Bean
    Database database(Embedded embedded, TidelineProperties properties) {
        return Database.open(embedded.server()
                .map(DatabaseConfiguration::settings)
                .orElseGet(() -> DatabaseAddress.settings(properties.database())));
    }

    private static DatabaseSettings settings(EmbeddedDatabase server) {
        return DatabaseSettings.of("127.0.0.1", server.port(), "postgres", EmbeddedDatabase.USER, server.password());
    }
}
