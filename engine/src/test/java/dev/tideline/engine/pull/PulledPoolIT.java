package dev.tideline.engine.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.decision.store.PostgresDecisionStore;
import dev.tideline.engine.delivery.outbox.OfferNotices;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.promise.CurrentGates;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.offer.Asked;
import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.placement.Placements;
import dev.tideline.engine.pools.Pools;
import dev.tideline.engine.risk.BulkRisk;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.chunk.SweepMachine;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.money.Asset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parts in the weekly pool that users pulled before the run that divides it. */
final class PulledPoolIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final String POOL = "weekly-fee-share";
    private static final Instant TUESDAY = Instant.parse("2026-03-31T12:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-04-03T01:00:00Z");
    private static final Asset USDT = new Asset("USDT", 6);
    private static final int PEOPLE = 40;
    private static final EvaluationPolicy POLICY = People.policy();
    private static final Placement BANNER =
            Placements.shipped().named("home-banner").orElseThrow();

    private final PostgresUserStore users = new PostgresUserStore(DB.database());
    private final PostgresDecisionStore decisions = new PostgresDecisionStore(new PostgresOutbox(), POLICY.limits());
    private final RulebookHolder holder = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {});
    private final Offers offers =
            new Offers(DB.database(), new OfferNotices(), POLICY, new CurrentGates(holder, POLICY, users, Set.of()));
    private final Ledger ledger = new CommittingLedger(DB.database());

    @Test
    void aPullEnrolsAndItsShareComesWhenThePoolIsDivided() throws IOException {
        new Playbooks(DB.database(), holder, null, ZoneOffset.UTC).bring("");
        DB.database().doInTransaction(t -> t.execute("UPDATE playbook SET paused = (playbook <> '" + POOL + "')"));
        holder.start();
        People people = new People(TUESDAY);
        for (int user = 0; user < PEOPLE; user++) {
            people.user("u-" + user, "u-" + user, 2, false);
        }
        people.take(DB.database());
        ledger.open(new BudgetId(BudgetId.Kind.CAMPAIGN, POOL), Limits.total(USDT.of("1000")), TUESDAY);
        fee("u-0", "100");
        Pulls pulls = new Pulls(DB.database(), holder, POLICY, users, decisions, offers);

        List<Offer> pulled = pulled(pulls, 5);
        Offer waiting = pulled.get(0);
        Offer accepted = pulled.get(1);
        Offer dismissed = pulled.get(2);
        Offer flagged = pulled.get(3);
        Offer over = pulled.get(4);
        offers.turn(accepted.decision(), Turn.ACCEPT, TUESDAY);
        assertThat(offers.turn(accepted.decision(), Turn.REDEEM, TUESDAY))
                .isInstanceOfSatisfying(
                        Turned.Refused.class,
                        refused -> assertThat(refused.possible()).containsExactly(Turn.VOID));
        assertThat(offers.turn(
                        Asked.to(accepted.decision(), Turn.REDEEM, TUESDAY).earning(Map.of(Asked.ONLY, "1"))))
                .isInstanceOf(Turned.Refused.class);
        offers.turn(dismissed.decision(), Turn.DISMISS, TUESDAY);
        DB.database()
                .doInTransaction(t -> t.sql("UPDATE offer SET expires_at = :at WHERE decision_id = :id")
                        .bind("at", TUESDAY.plusSeconds(1))
                        .bind("id", over.decision())
                        .update());
        assertThat(offers.expireDue(TUESDAY.plusSeconds(2), 10)).isEqualTo(1);
        flag(flagged.userId());
        assertThat(granted("RESERVED")).hasSize(4);

        sweep(holder);

        assertThat(granted("PAYABLE"))
                .contains(waiting.userId(), accepted.userId(), over.userId())
                .doesNotContain(dismissed.userId(), flagged.userId())
                .hasSizeGreaterThan(10);
        assertThat(lines("SELECT trim_scale(sum(amount)) AS line FROM pool_share"))
                .containsExactly("20");
        assertThat(lines("SELECT sum(amount) AS line FROM ledger_grant WHERE state = 'PAYABLE'"))
                .containsExactly("20000000");
        assertThat(lines("SELECT state AS line FROM offer ORDER BY grant_keys"))
                .containsExactlyInAnyOrder("REDEEMED", "REDEEMED", "DISMISSED", "EXPIRED", "EXPIRED");
        assertThat(state(waiting)).isEqualTo("REDEEMED");
        assertThat(state(accepted)).isEqualTo("REDEEMED");
        assertThat(Difference.in(DB.database())).isEmpty();
        holder.close();
    }

    /** Offers of the pool to persons who are in no holdout. */
    private static List<Offer> pulled(Pulls pulls, int count) {
        List<Offer> found = new ArrayList<>();
        for (int user = 0; found.size() < count; user++) {
            pulls.decide(new Ask("u-" + user, BANNER, "{}"), new TimeBudget(), TUESDAY)
                    .orElseThrow()
                    .offers()
                    .forEach(found::add);
        }
        return found;
    }

    private void sweep(RulebookHolder holder) {
        try (SweepMachine machine = new SweepMachine(
                DB.database(),
                holder,
                POLICY,
                users,
                decisions,
                BulkRisk.off(),
                Pools.phases(POLICY, users, holder, offers),
                new SweepWorkers.Settings(2, 10, Duration.ofSeconds(15)))) {
            machine.start();
            RunId run = machine.sweeps().start(new SweepRequest(Set.of(), FRIDAY, true, false, "ann"));
            long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!machine.sweeps().find(run).orElseThrow().state().isFinal()) {
                assertThat(System.nanoTime()).as("waited 60 s").isLessThan(until);
                Thread.onSpinWait();
            }
            assertThat(lines("SELECT error AS line FROM poison")).isEmpty();
        }
    }

    private static void flag(String user) throws IOException {
        new FeedImport(
                        DB.database(),
                        Days.UTC,
                        POLICY.model().vocabulary(),
                        POLICY.model().sources(),
                        IngestLimits.STANDARD)
                .take(
                        FeedImport.Format.NDJSON,
                        stream("{\"user_id\":\"" + user
                                + "\",\"snapshot_date\":\"2026-04-01\",\"risk_flags\":[\"MULTI_ACCOUNT\"]}"),
                        FRIDAY);
    }

    private static void fee(String user, String fee) throws IOException {
        String line = """
                {"event_id":"00000000-0000-0000-0000-0000000000fe","type":"trade.executed","user_id":"%s",\
                "occurred_at":"2026-04-01T00:00:00Z","source":"test","schema_version":1,\
                "payload":{"usdt":"1000","fee_usdt":"%s","product":"spot"}}""".formatted(user, fee);
        assertThat(new EventIngest(DB.database(), Days.UTC, EventTypes.shipped(), IngestLimits.STANDARD)
                        .take(stream(line), FRIDAY)
                        .problems())
                .isEmpty();
    }

    private static List<String> granted(String state) {
        return lines("""
                SELECT u.user_id AS line FROM ledger_grant g JOIN incentive_grant i USING (grant_key)
                JOIN users u USING (user_no) WHERE g.state = '""" + state + "'");
    }

    private static String state(Offer offer) {
        return lines("SELECT state AS line FROM offer WHERE decision_id = '" + offer.decision() + "'")
                .get(0);
    }

    private static List<String> lines(String sql) {
        return DB.database().inTransaction(t -> t.sql(sql).list(row -> row.text("line")));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
