package dev.tideline.api.audit;

import dev.tideline.engine.audit.DecisionAudit;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who decides once more. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    DecisionAudit decisionAudit(Database database, RulebookHolder holder, EvaluationPolicy policy) {
        return new DecisionAudit(database, holder, policy);
    }
}
