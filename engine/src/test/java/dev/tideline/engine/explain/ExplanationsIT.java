package dev.tideline.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.decision.store.PostgresDecisionStore;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.interpretation.Explanation;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.reentry.Window;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import dev.tideline.rules.segments.Segmentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ExplanationsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final String PLAYBOOK = "dormant-30-funded";
    private static final int DORMANT = 40;

    private static final FactsModel MODEL = new FactsModel(
            Vocabulary.shipped(),
            FieldSources.shipped(Vocabulary.shipped()),
            Days.UTC,
            Segmentation.shipped(Vocabulary.shipped()),
            HistoryRules.of(Segmentation.shipped(Vocabulary.shipped())));
    private static final EvaluationPolicy POLICY = new EvaluationPolicy(
            MODEL,
            LimitsReader.shipped(),
            Incentives.shipped(),
            Salts.STANDARD,
            asOf -> MarketFacts.unknown(Vocabulary.shipped()));

    private static RulebookHolder holder;
    private static Explanations explanations;

    @BeforeAll
    static void live() throws IOException {
        holder = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {});
        new Playbooks(DB.database(), holder, null, ZoneOffset.UTC).bring("");
        holder.start();
        explanations = explanations(holder);
        fill();
    }

    private static Explanations explanations(RulebookHolder rulebooks) {
        return new Explanations(
                DB.database(),
                rulebooks,
                POLICY,
                new PostgresUserStore(DB.database()),
                new PostgresDecisionStore(new PostgresOutbox(), POLICY.limits()));
    }

    @AfterAll
    static void stop() {
        holder.close();
    }

    private static void fill() throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int user = 0; user < DORMANT; user++) {
            user(rows, events, "dormant-" + user, "OPEN", 40);
        }
        user(rows, events, "lively", "OPEN", 10);
        user(rows, events, "frozen", "FROZEN", 40);
        FeedImport feed =
                new FeedImport(DB.database(), Days.UTC, MODEL.vocabulary(), MODEL.sources(), IngestLimits.STANDARD);
        assertThat(feed.take(FeedImport.Format.NDJSON, stream(rows), NOW).problems())
                .isEmpty();
        EventIngest ingest = new EventIngest(DB.database(), Days.UTC, EventTypes.shipped(), IngestLimits.STANDARD);
        assertThat(ingest.take(stream(events), NOW).problems()).isEmpty();
        MODEL.sources()
                .sources()
                .forEach(source -> DB.database()
                        .doInTransaction(transaction -> transaction
                                .sql("""
                                INSERT INTO source_watermark (source, watermark) VALUES (:source, '2100-01-01')
                                ON CONFLICT (source) DO UPDATE SET watermark = excluded.watermark
                                """)
                                .bind("source", source.name())
                                .update()));
        DB.database().doInTransaction(transaction -> transaction.execute("UPDATE playbook SET first_run = 1"));
    }

    private static void user(List<String> rows, List<String> events, String id, String status, int quietDays) {
        Instant begun = NOW.minus(Duration.ofDays(100));
        rows.add("""
                {"user_id":"%s","snapshot_date":"%s","account_status":"%s","country_code":"BR","region_group":"GLOBAL",\
                "language":"en","timezone":"UTC","client_class":"RETAIL","risk_score":1,"total_asset":500,"person_id":"p-%s"}""".formatted(id, begun.toString().substring(0, 10), status, id));
        events.add(event("user.registered", id, begun, "\"country\":\"BR\""));
        for (String channel : List.of("PUSH", "EMAIL")) {
            events.add(event("consent.changed", id, begun, "\"channel\":\"" + channel + "\",\"status\":\"GRANTED\""));
        }
        String usdt = "\"usdt\":\"500\"";
        events.add(event("kyc.passed", id, begun.plusSeconds(30), "\"level\":2"));
        events.add(event("deposit.succeeded", id, begun.plusSeconds(60), usdt));
        events.add(event("trade.executed", id, NOW.minus(Duration.ofDays(quietDays)), usdt + ",\"product\":\"spot\""));
    }

    private static String event(String type, String user, Instant at, String payload) {
        return """
                {"event_id":"%s","type":"%s","user_id":"%s","occurred_at":"%s","received_at":"%s","source":"test",\
                "schema_version":1,"payload":{%s}}""".formatted(
                        UUID.nameUUIDFromBytes((type + user + at + payload).getBytes(StandardCharsets.UTF_8)),
                        type,
                        user,
                        at,
                        at,
                        payload);
    }

    private static InputStream stream(List<String> lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static PlaybookExplanation explain(String user) {
        return explanations.explain(user, PLAYBOOK, NOW).orElseThrow();
    }

    @Test
    void aRuleThatFiresShowsEveryClauseWithItsValue() {
        Explanation rule = explain("dormant-0").rules().get(0);
        assertThat(rule.rule()).isEqualTo("dormant-30-funded/offer-voucher");
        assertThat(rule.holds()).as(rule.toString()).isTrue();
        assertThat(rule.clauses()).hasSize(3).allMatch(Explanation.Clause::holds);
        assertThat(rule.clauses().get(0).values()).containsEntry("daysSinceLastTrade", "40");
    }

    @Test
    void aRuleThatDoesNotFireShowsWhatWasReadInstead() {
        PlaybookExplanation lively = explain("lively");
        Explanation rule = lively.rules().get(0);
        assertThat(rule.holds()).isFalse();
        assertThat(rule.clauses().get(0).holds()).isFalse();
        assertThat(rule.clauses().get(0).values()).containsEntry("daysSinceLastTrade", "10");
        assertThat(lively.results()).isEmpty();
    }

    @Test
    void aGateThatRefusesIsNamedForEveryPart() {
        CandidateResult result = explain("frozen").results().get(0);
        assertThat(result.outcome()).isEqualTo(Outcome.DROPPED);
        assertThat(result.parts())
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.reason()).startsWith("INELIGIBLE_"));
    }

    @Test
    void somePersonsAreGrantedAndSomeAreHeldOut() {
        Set<Outcome> outcomes = new HashSet<>();
        for (int user = 0; user < DORMANT; user++) {
            outcomes.add(explain("dormant-" + user).results().get(0).outcome());
        }
        assertThat(outcomes).as(explain("dormant-0").results().toString()).contains(Outcome.GRANTED, Outcome.CONTROL);
    }

    @Test
    void nothingIsWritten() {
        explain("dormant-0");
        assertThat(DB.database()
                        .<Long>inTransaction(transaction -> transaction
                                .sql(
                                        "SELECT (SELECT count(*) FROM decision) + (SELECT count(*) FROM decision_state) AS n")
                                .one(row -> row.number("n"))))
                .isZero();
    }

    @Test
    void unknownUsersAndPlaybooksAreToldApart() {
        assertThat(explanations.explain("nobody", PLAYBOOK, NOW)).isEmpty();
        assertThat(explanations.user("nobody", NOW)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> explanations.explain("lively", "no-such", NOW));
    }

    @Test
    void aUserWhoseEvaluationIsCutIsShownAndExplainedAllTheSame() {
        EvaluationLimits none = new EvaluationLimits(1_000, Duration.ofNanos(1));
        try (RulebookHolder cutting = new RulebookHolder(DB.database(), Vocabulary.shipped(), none, loaded -> {})) {
            cutting.start();
            Explanations cut = explanations(cutting);
            assertThat(cut.user("dormant-0", NOW).orElseThrow().segments())
                    .isEqualTo(explanations.user("dormant-0", NOW).orElseThrow().segments());
            PlaybookExplanation explained =
                    cut.explain("dormant-0", PLAYBOOK, NOW).orElseThrow();
            assertThat(explained.cut()).contains("was cut");
            assertThat(explained.rules()).isEqualTo(explain("dormant-0").rules());
            assertThat(explained.results()).isEmpty();
        }
        assertThat(explain("dormant-0").cut()).isEmpty();
    }

    @Test
    void aUserIsShownWithFieldsAndStage() {
        UserView view = explanations.user("dormant-0", NOW).orElseThrow();
        assertThat(view.personId()).isEqualTo("p-dormant-0");
        assertThat(view.fields()).containsKeys("total_asset", "lifecycle_stage");
        assertThat(view.segments().stage()).isPresent();
        assertThat(view.lists()).isEmpty();
    }

    @Test
    void aStageHasNoTimeBeforeASweepRecordedThatItIsTheUsers() {
        UserView unswept = explanations.user("frozen", NOW).orElseThrow();
        assertThat(unswept.segments().stage()).isPresent();
        assertThat(unswept.stageEnteredAt()).isNull();
        Instant entered = NOW.minus(Duration.ofDays(3));
        record("frozen", unswept.segments().stage().orElseThrow(), entered);
        assertThat(explanations.user("frozen", NOW).orElseThrow().stageEnteredAt())
                .isEqualTo(entered);
        record("frozen", "ACTIVE", entered);
        assertThat(explanations.user("frozen", NOW).orElseThrow().stageEnteredAt())
                .isNull();
    }

    private static void record(String user, String stage, Instant entered) {
        DB.database()
                .doInTransaction(transaction -> transaction
                        .sql("""
                                INSERT INTO user_state AS known (user_no, segments)
                                SELECT user_no, :segments::jsonb FROM users WHERE user_id = :user
                                ON CONFLICT (user_no) DO UPDATE SET segments = excluded.segments
                                """)
                        .bind(
                                "segments",
                                "{\"lifecycle_stage\":\"" + stage + "\",\"stage_entered_at\":\"" + entered + "\"}")
                        .bind("user", user)
                        .update());
    }

    @Test
    void aBudgetWithoutRoomIsNamedWithItsWindow() {
        String user = "dormant-"
                + IntStream.range(0, DORMANT)
                        .filter(number ->
                                explanations
                                        .explain("dormant-" + number, PLAYBOOK, NOW)
                                        .orElseThrow()
                                        .results()
                                        .stream()
                                        .anyMatch(result -> result.outcome() == Outcome.GRANTED))
                        .findFirst()
                        .orElseThrow();
        Ledger ledger = new CommittingLedger(DB.database());
        BudgetId person = new BudgetId(BudgetId.Kind.PERSON, "p-" + user);
        Money total = Assets.shipped().require("USDT").of("1000");
        Limits daily =
                new Limits(total, total.asset().of("5"), new Window.Calendar(Window.Calendar.Unit.DAY, ZoneOffset.UTC));
        ledger.open(person, daily, NOW);
        assertThat(explanations.explain(user, PLAYBOOK, NOW).orElseThrow().results())
                .anySatisfy(result -> {
                    assertThat(result.reason()).isEqualTo("BUDGET_EXHAUSTED");
                    assertThat(result.parts())
                            .anySatisfy(part -> assertThat(part.values())
                                    .containsEntry("budget", person.toString())
                                    .containsEntry("left", "5 USDT")
                                    .containsEntry("asked", "10 USDT")
                                    .containsEntry("period", "calendar(day, UTC)")
                                    .containsEntry("period_from", "2026-03-31T00:00:00Z")
                                    .containsEntry("period_until", "2026-04-01T00:00:00Z"));
                });
        assertThat(ledger.budget(person).orElseThrow().spent().isZero()).isTrue();
    }
}
