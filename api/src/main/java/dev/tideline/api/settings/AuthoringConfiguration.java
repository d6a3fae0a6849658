package dev.tideline.api.settings;

import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.publication.Approvals;
import dev.tideline.engine.authoring.publication.KeptSimulations;
import dev.tideline.engine.authoring.publication.Publisher;
import dev.tideline.engine.authoring.publication.SecondPerson;
import dev.tideline.engine.authoring.publication.SimulationEvidence;
import dev.tideline.engine.authoring.validation.Validator;
import dev.tideline.engine.authoring.version.Versions;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.simulation.Simulations;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How playbooks change while the server runs. */
@Configuration(proxyBeanMethods = false)
class AuthoringConfiguration {

    @Bean
    AuditLog auditLog(Database database) {
        return new AuditLog(database);
    }

    @Bean
    Validator validator(
            RulebookHolder holder,
            EvaluationPolicy policy,
            TidelineProperties properties,
            Database database,
            Clock clock) {
        return new Validator(holder, policy, OperatorFiles.checks(properties.checks()), database, clock);
    }

    @Bean
    SimulationEvidence simulationEvidence(Simulations simulations, EvaluationPolicy policy) {
        return new KeptSimulations(simulations, policy.budgets().reference());
    }

    @Bean
    Approvals approvals(Database database, Versions versions, SimulationEvidence simulations) {
        return new Approvals(database, versions, simulations);
    }

    @Bean
    Publisher publisher(
            Database database,
            RulebookHolder holder,
            Versions versions,
            SimulationEvidence simulations,
            EvaluationPolicy policy,
            TidelineProperties properties) {
        TidelineProperties.ApprovalProperties approval = properties.approval();
        return new Publisher(
                database,
                holder,
                versions,
                simulations,
                new SecondPerson(policy.budgets().reference().of(approval.spend()), approval.audience()));
    }

    @Bean
    Drafts drafts(Database database) {
        return new Drafts(database);
    }

    @Bean
    Versions versions(Database database, Drafts drafts, Validator validator) {
        return new Versions(database, drafts, validator);
    }
}
