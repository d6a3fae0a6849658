package dev.tideline.engine.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.decision.store.PostgresDecisionStore;
import dev.tideline.engine.delivery.outbox.OfferNotices;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.facts.TestPersons;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.offer.Turned;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import dev.tideline.engine.placement.Placements;
import dev.tideline.engine.pull.choice.Other;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What test keys do to test users leaves no trace outside of the shadow. */
final class TestPersonsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final String PLAYBOOK = "dormant-30-funded";
    private static final int TESTERS = 12;
    private static final Asset USDT = Assets.shipped().require("USDT");
    private static final Placement BANNER =
            Placements.shipped().named("home-banner").orElseThrow();
    private static final Placement HUB =
            Placements.shipped().named("reward-hub").orElseThrow();

    private static Database shadow;
    private static RulebookHolder holder;
    private static Pulls real;
    private static Pulls test;
    private static Offers offers;
    private static TestPersons persons;

    @BeforeAll
    static void live() throws IOException {
        shadow = Database.connectShadow(DB.settings());
        holder = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {});
        new Playbooks(DB.database(), holder, null, ZoneOffset.UTC).bring("");
        holder.start();
        EvaluationPolicy policy = People.policy();
        offers = new Offers(shadow, new OfferNotices(), policy);
        persons = new TestPersons(DB.database(), new PostgresUserStore(DB.database()), policy.model());
        real = pulls(policy, DB.database(), Reach.EVERYBODY);
        test = pulls(policy, shadow, Reach.TEST_PERSONS);
        People people = new People(NOW);
        for (int user = 0; user < TESTERS; user++) {
            people.user("tester-" + user, "tester-" + user, 40, true);
        }
        people.user("real", "real", 40, false);
        people.user("half-test", "half", 40, true);
        people.user("half-real", "half", 40, false);
        people.take(DB.database());
        new CommittingLedger(DB.database()).open(BudgetId.campaign(PLAYBOOK), Limits.total(USDT.of("1000")), NOW);
    }

    private static Pulls pulls(EvaluationPolicy policy, Database database, Reach reach) {
        return new Pulls(
                database,
                holder,
                policy,
                new PostgresUserStore(DB.database()),
                new PostgresDecisionStore(new PostgresOutbox(), policy.limits()),
                new Offers(database, new OfferNotices(), policy),
                reach);
    }

    @AfterAll
    static void stop() {
        holder.close();
        shadow.close();
    }

    private static Optional<Answer> decide(Pulls pulls, String user, Placement placement) {
        return pulls.decide(new Ask(user, placement, "{}"), new TimeBudget(), NOW);
    }

    /** The number of rows and a sum over them, for every table outside of the shadow. */
    private static Map<String, String> everythingReal() {
        return DB.database().inTransaction(transaction -> {
            Map<String, String> sums = new TreeMap<>();
            List<String> tables = transaction
                    .sql("SELECT relname AS name FROM pg_class WHERE relnamespace = 'tideline'::regnamespace"
                            + " AND relkind = 'r'")
                    .list(row -> row.text("name"));
            for (String table : tables) {
                sums.put(
                        table,
                        transaction
                                .sql(
                                        "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS sum FROM \""
                                                + table + "\" t")
                                .one(row -> row.text("sum")));
            }
            return sums;
        });
    }

    private static List<String> lines(Database database, String sql) {
        return database.inTransaction(t -> t.sql(sql).list(row -> row.text("line")));
    }

    @Test
    void whatATestKeyDoesFromTheDecisionToTheClawBackChangesNothingReal() {
        Map<String, String> before = everythingReal();
        int redeemed = 0;
        for (int user = 0; user < TESTERS; user++) {
            for (Placement placement : List.of(BANNER, HUB)) {
                Answer answer = decide(test, "tester-" + user, placement).orElseThrow();
                assertThat(answer.others()).extracting(Other::reason).doesNotContain("INELIGIBLE_TEST_USER");
                for (var offer : answer.offers()) {
                    redeemed += redeem(offer.decision(), user % 2 == 0);
                }
            }
        }
        assertThat(redeemed).isGreaterThan(TESTERS / 2);
        assertThat(everythingReal()).isEqualTo(before);
        Ledger shadowed = new CommittingLedger(shadow);
        assertThat(shadowed.budget(BudgetId.campaign(PLAYBOOK))
                        .orElseThrow()
                        .spent()
                        .isZero())
                .isFalse();
        for (Database each : List.of(shadow, DB.database())) {
            assertThat(lines(each, "SELECT what || ' ' || which AS line FROM ledger_difference"))
                    .isEmpty();
        }
        assertThat(lines(shadow, "SELECT DISTINCT state AS line FROM outbox")).containsExactly("READY");
        assertThat(lines(DB.database(), "SELECT decision_id::text AS line FROM report.decisions"))
                .isEmpty();
        assertThat(lines(DB.database(), "SELECT touch_id::text AS line FROM report.touches"))
                .isEmpty();
    }

    private static int redeem(UUID id, boolean clawBack) {
        assertThat(offers.turn(id, Turn.ACCEPT, NOW)).isInstanceOf(Turned.Done.class);
        assertThat(offers.turn(id, Turn.REDEEM, NOW)).isInstanceOf(Turned.Done.class);
        if (clawBack) {
            assertThat(offers.turn(id, Turn.CLAW_BACK, NOW)).isInstanceOf(Turned.Done.class);
        }
        return 1;
    }

    @Test
    void whoeverHasAnAccountThatIsNoTestIsOutOfReach() {
        for (String user : List.of("real", "half-test", "half-real", "nobody")) {
            assertThat(decide(test, user, BANNER)).as(user).isEmpty();
            assertThat(test.preview(new Ask(user, BANNER, "{}"), NOW)).as(user).isEmpty();
            assertThat(persons.include(user, NOW)).as(user).isFalse();
        }
        assertThat(persons.include("tester-0", NOW)).isTrue();
        assertThat(lines(
                        shadow,
                        "SELECT o.decision_id::text AS line FROM offer o JOIN users u USING (user_no)"
                                + " WHERE u.user_id NOT LIKE 'tester%'"))
                .isEmpty();
    }

    @Test
    void aTestUserGetsNoRealIncentive() {
        Answer answer = real.preview(new Ask("tester-0", BANNER, "{}"), NOW).orElseThrow();
        assertThat(answer.proposals())
                .allSatisfy(proposal -> assertThat(proposal.incentives()).isEmpty());
    }

    @Test
    void theShadowsBudgetsHaveTheLimitsOfTheRealOnes() {
        Ledger ledger = new CommittingLedger(DB.database());
        String other = "welcome-series";
        ledger.open(BudgetId.campaign(other), Limits.total(USDT.of("7")), NOW);
        test.preview(new Ask("tester-0", BANNER, "{}"), NOW);
        Ledger shadowed = new CommittingLedger(shadow);
        assertThat(shadowed.budget(BudgetId.campaign(other)).orElseThrow().limits())
                .isEqualTo(Limits.total(USDT.of("7")));
        ledger.limit(BudgetId.campaign(other), Limits.total(USDT.of("5")), 1, NOW);
        test.preview(new Ask("tester-0", BANNER, "{}"), NOW);
        assertThat(shadowed.budget(BudgetId.campaign(other)).orElseThrow().limits())
                .isEqualTo(Limits.total(USDT.of("5")));
    }

    @Test
    void theShadowIsBuiltAnewWhenATableChanges() {
        DB.database().doInTransaction(transaction -> {
            transaction.execute("ALTER TABLE offer ADD of_tomorrow text");
            transaction.sql("SELECT 1 AS done FROM build_shadow()").one(row -> row.integer("done"));
            long found = transaction
                    .sql("SELECT count(*) AS n FROM information_schema.columns WHERE table_name = 'offer'"
                            + " AND table_schema = 'tideline_shadow' AND column_name = 'of_tomorrow'")
                    .one(row -> row.number("n"));
            assertThat(found).isEqualTo(1);
            transaction.execute("ALTER TABLE offer DROP of_tomorrow");
            transaction.sql("SELECT 1 AS done FROM build_shadow()").one(row -> row.integer("done"));
        });
    }
}
