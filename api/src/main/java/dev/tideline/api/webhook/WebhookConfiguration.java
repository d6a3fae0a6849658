package dev.tideline.api.webhook;

import dev.tideline.api.metrics.CountedTransport;
import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.delivery.Relay;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.delivery.check.CurrentState;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.fulfilment.PayoutRelay;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.UserStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.IntSupplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The relays and what they send to. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

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
    RelayLoop relayLoop(
            TidelineProperties properties,
            ObjectProvider<LoopbackReceiver> receiver,
            Database database,
            CurrentState check,
            MeterRegistry registry,
            Clock clock) {
        return new RelayLoop(
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

    @Bean
    RelayLoop payoutLoop(TidelineProperties properties, Database database, EvaluationPolicy policy, Clock clock) {
        return new RelayLoop(
                "payouts",
                Target.ofWallet(properties)
                        .map(target -> new PayoutRelay(
                                database,
                                target.address().toString(),
                                new WebhookSigner(target.secret()),
                                new HttpTransport(target.address(), target.reachable()),
                                policy.incentives(),
                                clock))
                        .<IntSupplier>map(relay -> relay::sendBatch)
                        .orElse(null),
                "No fulfilment webhook is set: grants stay payable");
    }
}
