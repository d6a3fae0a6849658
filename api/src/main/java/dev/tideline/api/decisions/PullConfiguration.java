package dev.tideline.api.decisions;

import dev.tideline.api.settings.ShadowDatabase;
import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.decision.TouchMessage;
import dev.tideline.engine.decision.store.PostgresDecisionStore;
import dev.tideline.engine.delivery.outbox.OfferNotices;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.promise.CurrentGates;
import dev.tideline.engine.evaluation.promise.Gates;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.facts.TestPersons;
import dev.tideline.engine.idempotency.IdempotentCalls;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.TakeBacks;
import dev.tideline.engine.placement.Placements;
import dev.tideline.engine.pull.Pulls;
import dev.tideline.engine.pull.Reach;
import dev.tideline.engine.risk.RiskDesk;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.UserStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers: where they are shown, who decides them, and who ends them. */
@Configuration(proxyBeanMethods = false)
class PullConfiguration {

    @Bean
    Placements placements(TidelineProperties properties) {
        Path file = properties.placements();
        try {
            return file == null
                    ? Placements.shipped()
                    : Placements.read(file.toString(), Files.readString(file)).orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    @Bean
    Gates gates(RulebookHolder holder, EvaluationPolicy policy, UserStore users) {
        return new CurrentGates(holder, policy, users, Set.of());
    }

    @Bean
    GrantGates grantGates(Gates gates) {
        return new GrantGates(gates);
    }

    @Bean
    Offers offers(Database database, EvaluationPolicy policy, Gates gates) {
        return new Offers(database, new OfferNotices(), policy, gates);
    }

    @Bean
    TakeBacks takeBacks() {
        return new TakeBacks(new OfferNotices());
    }

    @Bean
    Pulls pulls(Database database, RulebookHolder holder, EvaluationPolicy policy, UserStore users, Offers offers) {
        return new Pulls(database, holder, policy, users, decisions(policy), offers);
    }

    @Bean
    TestPersons testPersons(Database database, UserStore users, EvaluationPolicy policy) {
        return new TestPersons(database, users, policy.model());
    }

    /** The screen itself shows what is in-app, so that no touch is sent for it; tasks for people go out. */
    private static PostgresDecisionStore decisions(EvaluationPolicy policy) {
        PostgresOutbox outbox = new PostgresOutbox();
        return new PostgresDecisionStore(
                (transaction, messages) -> outbox.enqueue(
                        transaction,
                        messages.stream()
                                .filter(message -> message.kind() == TouchMessage.Kind.TASK)
                                .toList()),
                policy.limits());
    }

    /** Test keys get what all get, over a database in which nothing is real; risk is not asked about it. */
    @Bean
    Sides sides(
            Pulls pulls,
            Offers offers,
            ShadowDatabase shadow,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            RiskDesk risk,
            Clock clock) {
        Gates gates = new CurrentGates(holder, policy, users, Set.of(TestPersons.REFUSED));
        Offers shadowed = new Offers(shadow.database(), new OfferNotices(), policy, gates);
        Pulls test =
                new Pulls(shadow.database(), holder, policy, users, decisions(policy), shadowed, Reach.TEST_PERSONS);
        Clearing real = new Clearing(risk, policy.incentives());
        Clearing none = new Clearing(new RiskDesk(null), policy.incentives());
        return new Sides(Sides.Side.of(pulls, offers, real, clock), Sides.Side.of(test, shadowed, none, clock));
    }

    @Bean
    OfferExpiry offerExpiry(Sides sides, IdempotentCalls calls, Clock clock) {
        return new OfferExpiry(sides, calls, clock).start();
    }
}
