package dev.tideline.api.idempotency;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.idempotency.IdempotentCalls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where answers are kept. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

    @Bean
    IdempotentCalls idempotentCalls(Database database) {
        return new IdempotentCalls(database);
    }

    @Bean
    KeptCalls keptCalls(IdempotentCalls calls) {
        return new KeptCalls(calls);
    }
}
