package dev.tideline.api.webhook;

import dev.tideline.api.metrics.CountedRisk;
import dev.tideline.api.metrics.CountedTransport;
import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.budgets.Reconsidered;
import dev.tideline.engine.campaign.WalletGrants;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.delivery.Relay;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.delivery.check.CurrentState;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.fulfilment.PayoutRelay;
import dev.tideline.engine.offer.TakeBacks;
import dev.tideline.engine.risk.BulkRisk;
import dev.tideline.engine.risk.RiskDesk;
import dev.tideline.engine.risk.SparingRiskCheck;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.UserStore;
import dev.tideline.engine.vesting.GrantLife;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The relays and what they send to. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    /** So that one slow answer of the wallet holds back no other payout. */
    private static final int PAYOUT_BATCHES = 3;

    /** Listens only once somebody asks for it, which a demo does. */
    @Bean
    @Lazy
    LoopbackReceiver loopbackReceiver() {
        return new LoopbackReceiver();
    }

    @Bean
    CurrentState currentState(Database database, RulebookHolder holder, EvaluationPolicy policy, UserStore users) {
        return new CurrentState(database, holder, policy, users);
    }

    @Bean
    WorkLoop relayLoop(
            TidelineProperties properties,
            ObjectProvider<LoopbackReceiver> receiver,
            Database database,
            CurrentState check,
            MeterRegistry registry,
            Clock clock) {
        return new WorkLoop(
                "relay",
                Target.of(properties, receiver::getObject)
                        .map(target -> new Relay(
                                database,
                                target.address().toString(),
                                new WebhookSigner(target.secret()),
                                new CountedTransport(new HttpTransport(target.address(), target.reachable()), registry),
                                check,
                                clock))
                        .<IntSupplier>map(relay -> relay::sendBatch)
                        .orElse(null),
                "No webhook is set: touches wait in the outbox");
    }

    /** Lets grants lapse and vest, and grants what campaigns for wallets have computed, on every node. */
    @Bean
    WorkLoop grantLoop(Database database, EvaluationPolicy policy, UserStore users, TakeBacks takeBacks) {
        GrantLife life = new GrantLife(database, policy.incentives(), users, policy.model(), takeBacks);
        WalletGrants campaigns = new WalletGrants(database, policy.budgets());
        Reconsidered reconsidered = new Reconsidered(policy.budgets());
        return new WorkLoop("grants", () -> life.step() + campaigns.step() + (reconsidered.step(database) ? 1 : 0), "");
    }

    @Bean
    WorkLoop payoutLoop(
            TidelineProperties properties, Database database, EvaluationPolicy policy, GrantGates gates, Clock clock) {
        return new WorkLoop(
                "payouts",
                PAYOUT_BATCHES,
                Target.ofWallet(properties)
                        .map(target -> new PayoutRelay(
                                database,
                                target.address().toString(),
                                new WebhookSigner(target.secret()),
                                new HttpTransport(target.address(), target.reachable()),
                                policy.incentives(),
                                gates,
                                clock))
                        .<IntSupplier>map(relay -> relay::sendBatch)
                        .orElse(null),
                "No fulfilment webhook is set: grants stay payable");
    }

    /** Nobody is asked unless the operator names a risk service. */
    @Bean
    RiskDesk riskDesk(TidelineProperties properties, Clock clock, MeterRegistry registry) {
        return new RiskDesk(hook(properties, clock)
                .map(hook -> new CountedRisk(hook, registry, "pull"))
                .orElse(null));
    }

    /** Sweeps and live rounds of this node ask so many at once; a service that is silent is spared for a while. */
    @Bean
    BulkRisk bulkRisk(TidelineProperties properties, Clock clock, MeterRegistry registry) {
        return hook(properties, clock)
                .map(hook -> new SparingRiskCheck(hook, clock, SparingRiskCheck.Limits.standard()))
                .map(hook -> new CountedRisk(hook, registry, "sweep"))
                .map(hook -> BulkRisk.of(hook, properties.risk().atOnce()))
                .orElseGet(BulkRisk::off);
    }

    private static Optional<RiskHook> hook(TidelineProperties properties, Clock clock) {
        Duration deadline = properties.risk().deadline();
        return Target.ofRisk(properties)
                .map(target -> new RiskHook(
                        new HttpTransport(target.address(), target.reachable(), deadline),
                        new WebhookSigner(target.secret()),
                        deadline,
                        clock));
    }
}
