package dev.tideline.api.settings;

import dev.tideline.api.metrics.RulebookInfo;
import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.decision.DecisionReader;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.decision.store.PostgresDecisionReader;
import dev.tideline.engine.decision.store.PostgresDecisionStore;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.live.LiveWorkers;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.pools.Pools;
import dev.tideline.engine.quarantine.Quarantine;
import dev.tideline.engine.replay.Replays;
import dev.tideline.engine.risk.BulkRisk;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.schedule.MisfirePolicy;
import dev.tideline.engine.schedule.RunPlanter;
import dev.tideline.engine.schedule.SweepScheduler;
import dev.tideline.engine.simulation.Simulations;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.sweep.Sweeps;
import dev.tideline.engine.sweep.chunk.SweepMachine;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Packs;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.segments.Segmentation;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The marketing machine: what is in force, who works, when it fires. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    UserStore userStore(Database database) {
        return new PostgresUserStore(database);
    }

    @Bean
    EvaluationPolicy evaluationPolicy(
            Vocabulary vocabulary, FieldSources sources, Days days, TidelineProperties properties) {
        Segmentation segments = Segmentation.shipped(vocabulary);
        FactsModel model = new FactsModel(vocabulary, sources, days, segments, HistoryRules.of(segments));
        return new EvaluationPolicy(
                model,
                OperatorFiles.limits(properties.limits()),
                Incentives.shipped(),
                Packs.shipped(vocabulary.user()),
                OperatorFiles.budgets(properties.budgets()),
                Salts.STANDARD,
                asOf -> MarketFacts.unknown(vocabulary));
    }

    @Bean
    DecisionStore decisionStore(EvaluationPolicy policy) {
        return new PostgresDecisionStore(new PostgresOutbox(), policy.limits());
    }

    @Bean
    DecisionReader decisionReader(Database database) {
        return new PostgresDecisionReader(database.client());
    }

    @Bean
    SweepScheduler sweepScheduler(Database database) {
        return new SweepScheduler(database, new RunPlanter(database, MisfirePolicy.ONE));
    }

    @Bean
    RulebookHolder rulebookHolder(
            Database database,
            Vocabulary vocabulary,
            ObjectProvider<RulebookCompiler> prepared,
            SweepScheduler scheduler,
            TidelineProperties properties,
            RulebookInfo info) {
        Quarantine quarantine = new Quarantine(new Quarantine.Settings(
                properties.quarantine().persons(), properties.quarantine().window()));
        RulebookCompiler compiler = prepared.getIfAvailable(RulebookCompiler::new);
        return new RulebookHolder(database, vocabulary, compiler, quarantine, loaded -> {
            info.show(loaded.rulebook().hash());
            scheduler.keep(loaded.acting().keySet());
        });
    }

    @Bean
    Playbooks playbooks(Database database, RulebookHolder holder, TidelineProperties properties, Days days) {
        return new Playbooks(database, holder, properties.playbooks(), days.zone());
    }

    @Bean
    SweepMachine sweepMachine(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions,
            BulkRisk risk,
            Offers offers) {
        return new SweepMachine(
                database,
                holder,
                policy,
                users,
                decisions,
                risk,
                Pools.phases(policy, users, holder, offers),
                SweepWorkers.Settings.standard());
    }

    @Bean
    LiveWorkers liveWorkers(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions,
            BulkRisk risk) {
        return new LiveWorkers(
                database,
                holder,
                policy,
                users,
                () -> SweepMachine.decisionsAlone(holder, policy, users, decisions, risk),
                LiveWorkers.Settings.standard());
    }

    @Bean
    Sweeps sweeps(SweepMachine machine) {
        return machine.sweeps();
    }

    @Bean
    Replays replays(Database database, UserStore users, EvaluationPolicy policy, Clock clock, RulebookHolder holder) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new Replays(database, users, policy, clock, threads, holder::current);
    }

    @Bean
    Simulations simulations(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions) {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
        return new Simulations(database, holder, policy, users, decisions, threads);
    }
}
