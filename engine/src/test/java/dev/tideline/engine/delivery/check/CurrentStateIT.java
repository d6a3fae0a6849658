package dev.tideline.engine.delivery.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.delivery.Answer;
import dev.tideline.engine.delivery.Leased;
import dev.tideline.engine.delivery.Relay;
import dev.tideline.engine.delivery.SendCheck.Obstacle;
import dev.tideline.engine.delivery.Transport;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.segments.Segmentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

final class CurrentStateIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-03-31T23:30:00Z");
    private static final String PLAYBOOK = "dormant-30-funded";
    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Segmentation SEGMENTATION = Segmentation.shipped(VOCABULARY);
    private static final FactsModel MODEL = new FactsModel(
            VOCABULARY, FieldSources.shipped(VOCABULARY), Days.UTC, SEGMENTATION, HistoryRules.of(SEGMENTATION));
    private static final EvaluationPolicy POLICY = new EvaluationPolicy(
            MODEL,
            LimitsReader.shipped(),
            Incentives.shipped(),
            Salts.STANDARD,
            asOf -> MarketFacts.unknown(VOCABULARY));

    private static RulebookHolder holder;
    private static Playbooks playbooks;

    @BeforeAll
    static void live() throws IOException {
        holder = new RulebookHolder(DB.database(), VOCABULARY, loaded -> {});
        playbooks = new Playbooks(DB.database(), holder, null, ZoneOffset.UTC);
        playbooks.bring("");
        holder.start();
        feed("quiet", "p-quiet");
        feed("broken", "p-broken");
        feed("upset-main", "p-upset");
        feed("upset-second", "p-upset");
        history("quiet", 40, "GRANTED", false);
        history("upset-main", 40, "GRANTED", false);
        history("upset-second", 5, "GRANTED", true);
        DB.database()
                .doInTransaction(transaction -> MODEL.sources()
                        .sources()
                        .forEach(source -> transaction
                                .sql("INSERT INTO source_watermark (source, watermark) VALUES (:source, '2100-01-01')"
                                        + " ON CONFLICT (source) DO UPDATE SET watermark = excluded.watermark")
                                .bind("source", source.name())
                                .update()));
    }

    @AfterAll
    static void stop() {
        holder.close();
    }

    @Test
    void letsATouchPassThatStillHolds() {
        assertThat(obstacle("quiet", "EMAIL", NOON)).isNull();
    }

    @Test
    void putsATouchOffThatWouldGoInTheNight() {
        assertThat(obstacle("quiet", "EMAIL", NIGHT))
                .isEqualTo(new Obstacle.Wait(Instant.parse("2026-04-01T08:00:00Z")));
    }

    @Test
    void endsATouchWhoseRuleNoLongerHolds() {
        assertThat(obstacle("quiet", "EMAIL", NOON.plus(Duration.ofDays(25))))
                .isEqualTo(new Obstacle.Stale("RULE_NO_LONGER_HOLDS"));
    }

    @Test
    void endsATouchOverAChannelWithoutConsent() {
        assertThat(obstacle("quiet", "SMS", NOON)).isInstanceOf(Obstacle.Stale.class);
    }

    @Test
    void endsATouchOfAPersonWhoComplainedFromAnotherAccount() {
        assertThat(obstacle("upset-main", "EMAIL", NOON)).isEqualTo(new Obstacle.Stale("SUPPRESSED_COMPLAINT"));
    }

    @Test
    void endsTheTouchesOfAPausedPlaybook() {
        playbooks.pause(PLAYBOOK, "test", "me");
        try {
            assertThat(obstacle("quiet", "EMAIL", NOON)).isEqualTo(new Obstacle.Stale("PLAYBOOK_PAUSED"));
        } finally {
            playbooks.resume(PLAYBOOK, "me");
        }
    }

    @Test
    void aPauseOnOneNodeEndsTheTouchesThatAnotherNodesRelayHolds() {
        List<String> sent = new ArrayList<>();
        try (Database pool = Database.connect(DB.settings());
                RulebookHolder other = new RulebookHolder(pool, VOCABULARY, loaded -> {})) {
            other.start();
            Relay here = relay(DB.database(), holder, sent);
            Relay elsewhere = relay(pool, other, sent);
            put(11);
            assertThat(elsewhere.sendBatch()).isEqualTo(1);
            assertThat(sent).hasSize(1);
            playbooks.pause(PLAYBOOK, "complaints", "me");
            awaitFiveSeconds(() -> !other.current().acts(PLAYBOOK));
            put(12);
            assertThat(elsewhere.sendBatch()).isEqualTo(1);
            put(13);
            assertThat(here.sendBatch()).isEqualTo(1);
            assertThat(sent).hasSize(1);
            assertThat(ends())
                    .containsExactly("DELIVERED ", "STALE_AT_SEND PLAYBOOK_PAUSED", "STALE_AT_SEND PLAYBOOK_PAUSED");
        } finally {
            playbooks.resume(PLAYBOOK, "me");
        }
    }

    private static Relay relay(Database pool, RulebookHolder rules, List<String> sent) {
        Transport transport = (headers, body) -> {
            sent.add(body);
            return Mono.just(new Answer.Accepted());
        };
        return new Relay(
                pool,
                "webhook",
                new WebhookSigner("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                transport,
                new CurrentState(pool, rules, POLICY, new PostgresUserStore(pool)),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static void put(long number) {
        Leased message = message(number, "quiet", "EMAIL");
        DB.database()
                .doInTransaction(transaction -> transaction
                        .sql("""
                                INSERT INTO outbox (message_id, decision_id, person_no, user_no, playbook, rule, channel, class,
                                                    body, not_before, next_attempt_at)
                                VALUES (:id, :id, :person, :user, :playbook, :rule, 'EMAIL', 'PROMOTIONAL', '{}', now(), now())
                                """)
                        .bind("id", message.id())
                        .bind("person", message.personNo())
                        .bind("user", message.userNo())
                        .bind("playbook", PLAYBOOK)
                        .bind("rule", message.rule())
                        .update());
    }

    private static List<String> ends() {
        return DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT state, reason FROM outbox ORDER BY message_id")
                        .list(row -> row.text("state") + " "
                                + row.optionalText("reason").orElse("")));
    }

    private static void awaitFiveSeconds(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 5 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    @Test
    void letsOnePersonWhoCannotBeReadStopNobodyElse() {
        DB.database()
                .inTransaction(transaction ->
                        transaction.execute("UPDATE users SET timeline = '\\xff00ff' WHERE user_id = 'broken'"));
        Leased broken = message(1, "broken", "EMAIL");
        Leased quiet = message(2, "quiet", "EMAIL");
        assertThat(obstacles(List.of(broken, quiet), NOON))
                .containsOnly(Map.entry(broken.id(), new Obstacle.Stale("NOT_EVALUATED")));
    }

    private static Obstacle obstacle(String user, String channel, Instant at) {
        Leased message = message(1, user, channel);
        return obstacles(List.of(message), at).get(message.id());
    }

    private static Map<UUID, Obstacle> obstacles(List<Leased> messages, Instant at) {
        return new CurrentState(DB.database(), holder, POLICY, new PostgresUserStore(DB.database()))
                .obstacles(messages, at);
    }

    private static Leased message(long number, String user, String channel) {
        long[] numbers = DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT user_no, person_no FROM users WHERE user_id = :user")
                        .bind("user", user)
                        .one(row -> new long[] {row.number("user_no"), row.number("person_no")}));
        UUID id = new UUID(1, number);
        return new Leased(
                id,
                id,
                numbers[1],
                numbers[0],
                PLAYBOOK,
                PLAYBOOK + "/offer-voucher",
                channel,
                "PROMOTIONAL",
                "{}",
                1,
                false,
                NOON,
                false);
    }

    private static void feed(String user, String person) throws IOException {
        String row = """
                {"user_id":"%s","snapshot_date":"2026-01-01","account_status":"OPEN","country_code":"BR",\
                "region_group":"GLOBAL","timezone":"UTC","client_class":"RETAIL","risk_score":1,"total_asset":500,\
                "person_id":"%s"}""".formatted(user, person);
        var report = new FeedImport(DB.database(), Days.UTC, VOCABULARY, MODEL.sources(), IngestLimits.STANDARD)
                .take(FeedImport.Format.NDJSON, new ByteArrayInputStream(row.getBytes(StandardCharsets.UTF_8)), NOON);
        assertThat(report.problems()).isEmpty();
    }

    /** Adds events straight to the timeline; what ingest does with them is tested there. */
    private static void history(String user, int quietDays, String consent, boolean complaint) {
        Instant begun = NOON.minus(Duration.ofDays(80));
        TimelineBuilder builder = new TimelineBuilder(Days.UTC);
        event(builder, "user.registered", begun, "{}");
        event(builder, "kyc.passed", begun, "{'level':2}");
        event(builder, "consent.changed", begun, "{'channel':'EMAIL','status':'" + consent + "'}");
        event(builder, "consent.changed", begun, "{'channel':'PUSH','status':'GRANTED'}");
        event(builder, "deposit.succeeded", begun.plusSeconds(60), "{'usdt':'500'}");
        event(builder, "trade.executed", NOON.minus(Duration.ofDays(quietDays)), "{'usdt':'500','product':'spot'}");
        if (complaint) {
            event(builder, "ticket.created", NOON.minus(Duration.ofDays(1)), "{'id':'t','priority':'URGENT'}");
        }
        DB.database().doInTransaction(transaction -> {
            var users = new PostgresUserStore(DB.database());
            var merged = users.find(transaction, user).orElseThrow().timeline().merge(builder.build());
            transaction
                    .sql("UPDATE users SET timeline = :timeline WHERE user_id = :user")
                    .bind("timeline", merged.bytes())
                    .bind("user", user)
                    .update();
        });
    }

    private static void event(TimelineBuilder builder, String type, Instant at, String payload) {
        builder.event(type, at, JsonMapper.shared().readTree(payload.replace('\'', '"')));
    }
}
