package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.audit.DecisionAudit;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.decision.store.PostgresDecisionStore;
import dev.tideline.engine.delivery.outbox.OfferNotices;
import dev.tideline.engine.delivery.outbox.PostgresOutbox;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.explain.Explanations;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.ListImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.live.LiveWorkers;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.pools.Pools;
import dev.tideline.engine.quarantine.Quarantine;
import dev.tideline.engine.risk.BulkRisk;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.schedule.MisfirePolicy;
import dev.tideline.engine.schedule.RunPlanter;
import dev.tideline.engine.simulation.Simulations;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.Packs;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.segments.Segmentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node with the shipped playbooks on one database, without the scheduler. */
public final class SweepWorld implements AutoCloseable {

    private final Database database;
    private final FactsModel model;
    private final EvaluationPolicy policy;
    private final RulebookHolder holder;
    private final SweepMachine machine;
    private final Playbooks playbooks;
    private final BulkRisk risk;

    public SweepWorld(Database database, SweepWorkers.Settings settings) {
        this(database, settings, null);
    }

    /** With the operator's own playbooks. */
    SweepWorld(Database database, SweepWorkers.Settings settings, @Nullable Path folder) {
        this(database, settings, folder, BudgetPlan.shipped());
    }

    /** With the operator's own playbooks and budgets. */
    public SweepWorld(Database database, SweepWorkers.Settings settings, @Nullable Path folder, BudgetPlan budgets) {
        this(database, settings, folder, budgets, BulkRisk.off());
    }

    /** With a risk service. */
    public SweepWorld(
            Database database,
            SweepWorkers.Settings settings,
            @Nullable Path folder,
            BudgetPlan budgets,
            BulkRisk risk) {
        this(
                database,
                settings,
                folder,
                budgets,
                risk,
                new RulebookCompiler(),
                new Quarantine(Quarantine.Settings.STANDARD));
    }

    /** With limits of evaluation and of what is cut. */
    public SweepWorld(
            Database database,
            SweepWorkers.Settings settings,
            @Nullable Path folder,
            RulebookCompiler compiler,
            Quarantine quarantine) {
        this(database, settings, folder, BudgetPlan.shipped(), BulkRisk.off(), compiler, quarantine);
    }

    private SweepWorld(
            Database database,
            SweepWorkers.Settings settings,
            @Nullable Path folder,
            BudgetPlan budgets,
            BulkRisk risk,
            RulebookCompiler compiler,
            Quarantine quarantine) {
        this.risk = risk;
        this.database = database;
        Vocabulary vocabulary = Vocabulary.shipped();
        this.model = new FactsModel(
                vocabulary,
                FieldSources.shipped(vocabulary),
                Days.UTC,
                Segmentation.shipped(vocabulary),
                HistoryRules.of(Segmentation.shipped(vocabulary)));
        RunPlanter planter = new RunPlanter(database, MisfirePolicy.ONE);
        this.holder = new RulebookHolder(
                database,
                vocabulary,
                compiler,
                quarantine,
                loaded -> planter.keep(loaded.acting().keySet()));
        this.playbooks = new Playbooks(database, holder, folder, ZoneOffset.UTC);
        playbooks.bring("");
        this.policy = new EvaluationPolicy(
                model,
                LimitsReader.shipped(),
                Incentives.shipped(),
                Packs.shipped(vocabulary.user()),
                budgets,
                Salts.STANDARD,
                asOf -> MarketFacts.unknown(vocabulary));
        PostgresUserStore users = new PostgresUserStore(database);
        this.machine = new SweepMachine(
                database,
                holder,
                policy,
                users,
                new PostgresDecisionStore(new PostgresOutbox(), policy.limits()),
                risk,
                Pools.phases(policy, users, holder, new Offers(database, new OfferNotices(), policy)),
                settings);
    }

    public void start() {
        holder.start();
        machine.start();
    }

    public void events(List<String> lines, Instant receivedAt) {
        try {
            new EventIngest(database, model.days(), EventTypes.shipped(), IngestLimits.STANDARD)
                    .take(stream(lines), receivedAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void feed(List<String> lines, Instant receivedAt) {
        try {
            new FeedImport(database, model.days(), model.vocabulary(), model.sources(), IngestLimits.STANDARD)
                    .take(FeedImport.Format.NDJSON, stream(lines), receivedAt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No source is ever stale. */
    public void neverStale() {
        model.sources()
                .sources()
                .forEach(source -> database.doInTransaction(transaction ->
                        transaction.sql("""
                        INSERT INTO source_watermark (source, watermark) VALUES (:source, '2100-01-01')
                        ON CONFLICT (source) DO UPDATE SET watermark = excluded.watermark
                        """).bind("source", source.name()).update()));
    }

    /** Threads that decide as soon as events have changed somebody. */
    public LiveWorkers live(Database nodes, LiveWorkers.Settings settings) {
        PostgresUserStore users = new PostgresUserStore(nodes);
        PostgresDecisionStore decisions = new PostgresDecisionStore(new PostgresOutbox(), policy.limits());
        return new LiveWorkers(
                nodes,
                holder,
                policy,
                users,
                () -> SweepMachine.decisionsAlone(holder, policy, users, decisions, risk),
                settings);
    }

    public Run sweep(Instant asOf, boolean full) {
        return finished(start(asOf, full));
    }

    Run sweep(Set<String> keys, Instant asOf, boolean full) {
        return finished(machine.sweeps().start(new SweepRequest(keys, asOf, full, false, "test")));
    }

    boolean acts(String playbook) {
        return holder.current().acts(playbook);
    }

    boolean isPaused() {
        return holder.current().pausedAll();
    }

    /** The rulebook in force. */
    public RulebookHolder holder() {
        return holder;
    }

    /** The catalogue. */
    public Playbooks playbooks() {
        return playbooks;
    }

    public RunId start(Instant asOf, boolean full) {
        return start(new SweepRequest(Set.of(), asOf, full, false, "test"));
    }

    public RunId start(SweepRequest request) {
        return machine.sweeps().start(request);
    }

    boolean cancel(RunId id, String who) {
        return machine.sweeps().cancel(id, who);
    }

    public Run finished(RunId id) {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            Run run = machine.sweeps().find(id).orElseThrow();
            if (run.state().isFinal()) {
                return run;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("Run " + run + " does not end");
            }
            Thread.onSpinWait();
        }
    }

    public Run find(RunId id) {
        return machine.sweeps().find(id).orElseThrow();
    }

    /** What binds an evaluation of all playbooks at an instant. */
    EvaluationSetting setting(Instant asOf) {
        Set<String> all = holder.current().playbooks().keySet();
        return database.inTransaction(transaction -> EvaluationSetting.of(
                transaction,
                new EvaluationSetting.Wanted(asOf, all, Set.of(), null, EvaluationSetting.Sight.DECIDING),
                holder.current(),
                policy,
                new PostgresUserStore(database)));
    }

    /** Drafts against what is in force. */
    public Simulations simulations(int threads) {
        return new Simulations(
                database,
                holder,
                policy,
                new PostgresUserStore(database),
                new PostgresDecisionStore(new PostgresOutbox(), policy.limits()),
                threads);
    }

    /** Decides once more from records. */
    public DecisionAudit audit() {
        return new DecisionAudit(database, holder, policy);
    }

    /** What binds evaluations besides rules and data. */
    public EvaluationPolicy policy() {
        return policy;
    }

    /** Why playbooks do or do not act. */
    public Explanations explanations() {
        return new Explanations(
                database,
                holder,
                policy,
                new PostgresUserStore(database),
                new PostgresDecisionStore(new PostgresOutbox(), policy.limits()));
    }

    /** Replaces a list that does nothing by itself. */
    void list(String key, List<String> users, Instant at) {
        try {
            new ListImport(database, IngestLimits.STANDARD)
                    .take(key, ListImport.Effect.INCLUDE, ListImport.Empty.ALLOWED, stream(users), at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How histories become facts. */
    public FactsModel model() {
        return model;
    }

    public List<String> lines(String sql) {
        return database.inTransaction(transaction ->
                transaction.sql(sql).list(row -> row.optionalText("line").orElse("")));
    }

    private static InputStream stream(List<String> lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        machine.close();
        holder.close();
    }
}
