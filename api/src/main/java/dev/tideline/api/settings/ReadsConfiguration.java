package dev.tideline.api.settings;

import dev.tideline.engine.audience.AudienceReader;
import dev.tideline.engine.audience.PostgresAudienceReader;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people and systems read. */
@Configuration(proxyBeanMethods = false)
class ReadsConfiguration {

    @Bean
    AudienceReader audienceReader(Database database, EvaluationPolicy policy) {
        return new PostgresAudienceReader(database.client(), policy.model());
    }
}
