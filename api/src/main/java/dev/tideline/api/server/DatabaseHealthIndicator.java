package dev.tideline.api.server;

import dev.tideline.engine.database.Database;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Up while PostgreSQL answers within two seconds. */
@Component
final class DatabaseHealthIndicator extends AbstractReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Database database;

    DatabaseHealthIndicator(Database database) {
        super("PostgreSQL does not answer");
        this.database = database;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return database.client()
                .sql("select 1")
                .fetch()
                .one()
                .timeout(PATIENCE)
                .thenReturn(builder.up().build());
    }
}
