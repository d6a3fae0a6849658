package dev.tideline.api.security;

import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.PostgresKeyStore;
import dev.tideline.engine.access.PostgresUserTokenStore;
import dev.tideline.engine.access.UserTokens;
import dev.tideline.engine.database.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys and tokens of callers. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    /** In microseconds, as PostgreSQL keeps instants: what is answered now is what will be read later. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    ApiKeys apiKeys(Database database, Clock clock) {
        return new ApiKeys(new PostgresKeyStore(database.client()), clock, new SecureRandom()::nextBytes);
    }

    @Bean
    UserTokens userTokens(Database database, Clock clock) {
        return new UserTokens(new PostgresUserTokenStore(database.client()), clock, new SecureRandom()::nextBytes);
    }
}
