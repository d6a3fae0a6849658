package dev.tideline.api.settings;

import dev.tideline.engine.database.connection.DatabaseSettings;
import java.net.URI;

/** Reads the address of an external PostgreSQL. */
final class DatabaseAddress {

    private static final int DEFAULT_PORT = 5432;

    private DatabaseAddress() {}

    /**
     * The settings for {@code postgresql://host:port/database}; {@code jdbc:} in front is fine.
     *
     * @throws IllegalArgumentException if the address has another form
     */
    static DatabaseSettings settings(TidelineProperties.DatabaseProperties properties) {
        String url = String.valueOf(properties.url());
        URI address = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        boolean formed = "postgresql".equals(address.getScheme())
                && address.getHost() != null
                && address.getPath() != null
                && address.getPath().length() > 1;
        if (!formed) {
            throw new IllegalArgumentException("TIDELINE_DATABASE_URL is '" + url
                    + "'. It should read like postgresql://host:5432/tideline, with user and password in"
                    + " TIDELINE_DATABASE_USERNAME and TIDELINE_DATABASE_PASSWORD.");
        }
        DatabaseSettings plain = DatabaseSettings.of(
                address.getHost(),
                address.getPort() < 0 ? DEFAULT_PORT : address.getPort(),
                address.getPath().substring(1),
                properties.username(),
                properties.password());
        return new DatabaseSettings(
                plain.host(),
                plain.port(),
                plain.database(),
                plain.user(),
                plain.password(),
                properties.sslMode(),
                plain.blockingConnections(),
                plain.requestConnections(),
                plain.timeouts());
    }
}
