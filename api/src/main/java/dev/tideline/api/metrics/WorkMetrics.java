package dev.tideline.api.metrics;

import dev.tideline.engine.database.Database;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Work that was done, counted by the database: the same on every node, and it goes on after a restart. Labels are names
 * of playbooks, outcomes, reasons and sources, never of users.
 */
@Component
final class WorkMetrics implements MeterBinder {

    private static final String SWEEPS = """
            select 'count' as name, count(*) as value from run where state = 'DONE'
            union all
            select 'millis', coalesce(sum(1000 * extract(epoch from finished_at - started_at)), 0)::bigint
              from run where state = 'DONE'
            union all
            select 'users', coalesce(sum(passed), 0)::bigint from run_shard
            """;
    private static final String LINES = """
            select lower(kind) || '/' || result as name, sum(lines)::bigint as value from intake
             cross join lateral (values ('accepted', accepted), ('duplicate', duplicates), ('conflict', conflicts),
                                        ('refused', refused)) as part (result, lines)
             group by 1
            """;
    private static final String DECISIONS = """
            select playbook || '/' || outcome as name, sum(count)::bigint as value
              from run_count join run using (run_no) where not dry_run group by 1
            """;
    private static final String REASONS = """
            select outcome || '/' || run_count.reason as name, sum(count)::bigint as value
              from run_count join run using (run_no) where not dry_run and run_count.reason <> '' group by 1
            """;
    private static final String LAG = """
            select source as name, extract(epoch from now() - watermark)::bigint as value from source_watermark
            """;
    private static final List<String> STATES = List.of("PLANNED", "RUNNING", "HELD", "DONE", "CANCELLED", "FAILED");

    private static final String STATE_COUNTS = "select state as name, count(*) as value from run group by state";

    private final Database database;
    private final NamedNumbers states;
    private final NamedNumbers done;

    WorkMetrics(Database database) {
        this.database = database;
        this.states = new NamedNumbers(database, STATE_COUNTS);
        this.done = new NamedNumbers(database, SWEEPS);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        sweeps(registry);
        Labelled.counter("tideline.ingest.lines", "Lines read, by what came of them", "kind", "result")
                .bind(registry, database, LINES);
        Labelled.counter("tideline.decisions", "Decisions of sweeps that were not dry runs", "playbook", "outcome")
                .bind(registry, database, DECISIONS);
        Labelled.counter("tideline.decision.reasons", "The same by reason", "outcome", "reason")
                .bind(registry, database, REASONS);
        Labelled.gauge("tideline.source.lag.seconds", "Since the latest instant that a source has told of", "source")
                .bind(registry, database, LAG);
    }

    private void sweeps(MeterRegistry registry) {
        for (String state : STATES) {
            Gauge.builder("tideline.runs", states, numbers -> numbers.of(state))
                    .description("Sweeps by state")
                    .tags(Tags.of("state", state.toLowerCase(Locale.ROOT)))
                    .register(registry);
        }
        FunctionTimer.builder(
                        "tideline.sweep.duration",
                        done,
                        numbers -> (long) numbers.of("count"),
                        numbers -> numbers.of("millis"),
                        TimeUnit.MILLISECONDS)
                .description("Time from start to end of sweeps that are done")
                .register(registry);
        FunctionCounter.builder("tideline.sweep.persons", done, numbers -> numbers.of("users"))
                .description("Persons that sweeps have passed; their rate is the speed of a sweep")
                .register(registry);
    }
}
