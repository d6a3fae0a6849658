package dev.tideline.api.security;

import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.PostgresKeyStore;
import dev.tideline.engine.database.Database;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of callers. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ApiKeys apiKeys(Database database, Clock clock) {
        return new ApiKeys(new PostgresKeyStore(database.client()), clock, new SecureRandom()::nextBytes);
    }
}
