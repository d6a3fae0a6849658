package dev.tideline.engine.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Packs;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.segments.Segmentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Traders with 500 USDT who have not traded for some days. */
final class People {

    private static final FactsModel MODEL = new FactsModel(
            Vocabulary.shipped(),
            FieldSources.shipped(Vocabulary.shipped()),
            Days.UTC,
            Segmentation.shipped(Vocabulary.shipped()),
            HistoryRules.of(Segmentation.shipped(Vocabulary.shipped())));

    private final Instant now;
    private final List<String> rows = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    People(Instant now) {
        this.now = now;
    }

    /** What binds decisions about them. */
    static EvaluationPolicy policy() {
        return policy("{ asset: USDT, person: { total: \"1000\" } }");
    }

    /** The same with other budgets, as budgets.yaml writes them. */
    static EvaluationPolicy policy(String budgets) {
        return new EvaluationPolicy(
                MODEL,
                LimitsReader.shipped(),
                Incentives.shipped(),
                Packs.shipped(Vocabulary.shipped().user()),
                BudgetPlanReader.read("budgets.yaml", budgets, Assets.shipped()).orThrow(),
                Salts.STANDARD,
                asOf -> MarketFacts.unknown(Vocabulary.shipped()));
    }

    /** One account of a person, {@code p-} and this name. */
    void user(String id, String person, int quietDays, boolean test) {
        user(id, person, quietDays, test, "");
    }

    /** The same with more of what the feed says, {@code ,"device_cluster":"d-1"}. */
    void user(String id, String person, int quietDays, boolean test, String more) {
        Instant begun = now.minus(Duration.ofDays(100));
        rows.add("""
                {"user_id":"%s","snapshot_date":"%s","account_status":"OPEN","country_code":"BR","region_group":"GLOBAL",\
                "language":"en","timezone":"UTC","client_class":"RETAIL","risk_score":1,"total_asset":500,"is_test":%s,\
                "person_id":"p-%s"%s}""".formatted(id, begun.toString().substring(0, 10), test, person, more));
        events.add(event("user.registered", id, begun, "\"country\":\"BR\""));
        for (String channel : List.of("PUSH", "EMAIL")) {
            events.add(event("consent.changed", id, begun, "\"channel\":\"" + channel + "\",\"status\":\"GRANTED\""));
        }
        String usdt = "\"usdt\":\"500\"";
        events.add(event("kyc.passed", id, begun.plusSeconds(30), "\"level\":2"));
        events.add(event("deposit.succeeded", id, begun.plusSeconds(60), usdt));
        events.add(event("trade.executed", id, now.minus(Duration.ofDays(quietDays)), usdt + ",\"product\":\"spot\""));
    }

    /** Asked for a withdrawal that has not come to an end. */
    void withdrew(String id, Instant at) {
        events.add(event("withdrawal.requested", id, at, "\"withdrawal_id\":\"w-" + id + "\",\"usdt\":\"10\""));
    }

    /** Takes them in, with sources that are never stale and playbooks that ran before. */
    void take(Database database) throws IOException {
        FeedImport feed =
                new FeedImport(database, Days.UTC, MODEL.vocabulary(), MODEL.sources(), IngestLimits.STANDARD);
        assertThat(feed.take(FeedImport.Format.NDJSON, stream(rows), now).problems())
                .isEmpty();
        EventIngest ingest = new EventIngest(database, Days.UTC, EventTypes.shipped(), IngestLimits.STANDARD);
        assertThat(ingest.take(stream(events), now).problems()).isEmpty();
        MODEL.sources()
                .sources()
                .forEach(source -> database.doInTransaction(transaction ->
                        transaction.sql("""
                                INSERT INTO source_watermark (source, watermark) VALUES (:source, '2100-01-01')
                                ON CONFLICT (source) DO UPDATE SET watermark = excluded.watermark
                                """).bind("source", source.name()).update()));
        database.doInTransaction(transaction -> transaction.execute("UPDATE playbook SET first_run = 1"));
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
}
