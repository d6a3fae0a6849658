package dev.tideline.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.job.JobState;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Packs;
import dev.tideline.rules.segments.Segmentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Replays over a real database, and what they came to. */
final class ReplayScene implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-04-01T10:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    final Replays replays;
    private final Database database;

    ReplayScene(Database database) {
        this(database, BudgetPlan.shipped(), () -> {
            throw new IllegalStateException("No playbook is live here");
        });
    }

    /** With budgets, and with playbooks that are live. */
    ReplayScene(Database database, BudgetPlan budgets, Supplier<LoadedRulebook> live) {
        this.database = database;
        this.replays = new Replays(
                database, new PostgresUserStore(database), policy(budgets), Clock.fixed(NOW, ZoneOffset.UTC), 2, live);
    }

    private static EvaluationPolicy policy(BudgetPlan budgets) {
        Vocabulary vocabulary = Vocabulary.shipped();
        FactsModel model = new FactsModel(
                vocabulary,
                FieldSources.shipped(vocabulary),
                Days.UTC,
                Segmentation.shipped(vocabulary),
                HistoryRules.of(Segmentation.shipped(vocabulary)));
        return new EvaluationPolicy(
                model,
                LimitsReader.shipped(),
                Incentives.shipped(),
                Packs.shipped(vocabulary.user()),
                budgets,
                Salts.STANDARD,
                at -> MarketFacts.unknown(vocabulary));
    }

    void take(List<String> events) throws IOException {
        byte[] body = String.join("\n", events).getBytes(StandardCharsets.UTF_8);
        IngestReport report = new EventIngest(database, Days.UTC, EventTypes.shipped(), IngestLimits.STANDARD)
                .take(new ByteArrayInputStream(body), NOW);
        assertThat(report.problems()).isEmpty();
        assertThat(report.accepted()).isEqualTo(events.size());
    }

    void feed(String csv) throws IOException {
        Vocabulary vocabulary = Vocabulary.shipped();
        IngestReport report = new FeedImport(
                        database, Days.UTC, vocabulary, FieldSources.shipped(vocabulary), IngestLimits.STANDARD)
                .take(FeedImport.Format.CSV, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), NOW);
        assertThat(report.problems()).isEmpty();
    }

    static ReplayRequest request(Map<String, String> files, String from, String to, Every every) {
        return new ReplayRequest(files, LocalDate.parse(from), LocalDate.parse(to), every, "tester");
    }

    /** The results of a replay that is waited for, as text {@code date rule candidates decisions}. */
    List<Replay.Result> run(Map<String, String> files, String from, String to, Every every) {
        return run(request(files, from, to, every));
    }

    /** The results of a replay that is waited for. */
    List<Replay.Result> run(ReplayRequest request) {
        long number = replays.plan(request).orThrow();
        Replay replay = ended(number);
        assertThat(replay.state()).as(replay.reason()).isEqualTo(JobState.DONE);
        assertThat(replay.progress().done()).isEqualTo(replay.progress().total());
        return List.copyOf(
                replays.results(number).collectList().blockOptional(PATIENCE).orElseThrow());
    }

    Replay ended(long number) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Replay replay = replays.find(number).orElseThrow();
        while (replay.finishedAt() == null && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(20_000_000);
            replay = replays.find(number).orElseThrow();
        }
        return replay;
    }

    /** A playbook of these two files. */
    static Map<String, String> files(String key, String declaration, String rules) {
        String top = """
                key: %s
                name: { en: Test }
                family: recall
                priority: 50
                schedule: { cron: "0 0 1 * * ?", zone: UTC }
                %s
                """.formatted(key, declaration);
        return Map.of("playbook.yaml", top, "rules.drl", rules);
    }

    /** A rule with this condition and action. */
    static String rule(String name, String condition, String action) {
        return """
                rule "%s"
                @why("Test")
                when
                    $u : User( %s )
                then
                    %s.to($u);
                end
                """.formatted(name, condition, action);
    }

    @Override
    public void close() {
        replays.close();
    }
}
