package dev.tideline.engine.database.connection;

import java.time.Duration;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date from {@code classpath:db/migration}. Safe when several nodes start at once. */
public final class Migration {

    private Migration() {}

    /**
     * Runs what is missing; the schema is made if need be.
     *
     * @return number of migrations that were run
     */
    public static int run(DatabaseSettings settings) {
        return Flyway.configure()
                .dataSource(Pools.source(settings, Duration.ZERO))
                .schemas(DatabaseSettings.SCHEMA)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
