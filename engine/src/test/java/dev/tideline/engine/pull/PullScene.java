package dev.tideline.engine.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.decision.store.PostgresDecisionStore;
import dev.tideline.engine.delivery.outbox.OfferNotices;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.promise.CurrentGates;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.placement.Placements;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** The shipped playbooks in force, and what tests of pulls look at. */
final class PullScene implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

    /** The playbook that offers something to {@link People} who have been quiet for 40 days. */
    static final String PLAYBOOK = "dormant-30-funded";

    static final Asset USDT = Assets.shipped().require("USDT");

    /** Shows one offer and reserves it when it is decided. */
    static final Placement BANNER = Placements.shipped().named("home-banner").orElseThrow();

    /** Reserves an offer when it is accepted. */
    static final Placement HUB = Placements.shipped().named("reward-hub").orElseThrow();

    private final TestDatabase tests;
    private final RulebookHolder holder;
    private final Ledger ledger;

    PullScene(TestDatabase tests) throws IOException {
        this(tests, new RulebookHolder(tests.database(), Vocabulary.shipped(), loaded -> {}));
        new Playbooks(tests.database(), holder, null, ZoneOffset.UTC).bring("");
        holder.start();
    }

    /** With these playbooks in force, of which somebody else takes care. */
    PullScene(TestDatabase tests, RulebookHolder holder) {
        this.tests = tests;
        this.holder = holder;
        this.ledger = new CommittingLedger(tests.database());
    }

    RulebookHolder holder() {
        return holder;
    }

    Ledger ledger() {
        return ledger;
    }

    Offers offers(EvaluationPolicy policy) {
        return new Offers(
                tests.database(),
                new OfferNotices(),
                policy,
                new CurrentGates(holder, policy, new PostgresUserStore(tests.database()), Set.of()));
    }

    Pulls pulls(EvaluationPolicy policy, Offers offers) {
        return new Pulls(
                tests.database(),
                holder,
                policy,
                new PostgresUserStore(tests.database()),
                new PostgresDecisionStore(new PostgresOutbox(), policy.limits()),
                offers);
    }

    /** Forgets whatever was decided and booked. */
    void afresh() {
        tests.truncateLedger();
        tests.truncate(
                "decision",
                "decision_state",
                "reentry_state",
                "contact",
                "incentive_grant",
                "outbox",
                "offer",
                "risk_verdict");
    }

    /** Opens the playbook's budget with so many USDT, unless it is open. */
    void budget(String amount) {
        ledger.open(BudgetId.campaign(PLAYBOOK), Limits.total(USDT.of(amount)), NOW);
    }

    /** What the playbook's budget has spent. */
    Money spent() {
        return ledger.budget(BudgetId.campaign(PLAYBOOK)).orElseThrow().spent();
    }

    /** The column {@code line} of a query. */
    List<String> lines(String sql) {
        return tests.database().inTransaction(t -> t.sql(sql).list(row -> row.text("line")));
    }

    /** Checks that the ledger adds up. */
    void adds() {
        assertThat(lines("SELECT what || ' ' || which AS line FROM ledger_difference"))
                .isEmpty();
    }

    @Override
    public void close() {
        holder.close();
    }
}
