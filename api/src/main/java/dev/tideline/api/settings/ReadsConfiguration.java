package dev.tideline.api.settings;

import dev.tideline.engine.audience.AudienceReader;
import dev.tideline.engine.audience.PostgresAudienceReader;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.explain.Explanations;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.TraitStore;
import dev.tideline.engine.users.UserStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people and systems read. */
@Configuration(proxyBeanMethods = false)
class ReadsConfiguration {

    @Bean
    AudienceReader audienceReader(Database database, EvaluationPolicy policy) {
        return new PostgresAudienceReader(database.client(), policy.model());
    }

    @Bean
    Explanations explanations(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions) {
        return new Explanations(database, holder, policy, users, decisions);
    }

    @Bean
    TraitStore traitStore() {
        return new TraitStore();
    }
}
