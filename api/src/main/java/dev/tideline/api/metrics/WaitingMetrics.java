package dev.tideline.api.metrics;

import dev.tideline.engine.database.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** What an operator watches besides the process: work that waits, fails or is held. Asked of the database at each scrape. */
@Component
final class WaitingMetrics implements MeterBinder {

    private final Database database;

    WaitingMetrics(Database database) {
        this.database = database;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "tideline.outbox.ready", "Touches that wait to be sent", outbox("READY"));
        gauge(registry, "tideline.outbox.dead", "Touches that could not be delivered", outbox("DEAD"));
        gauge(
                registry,
                "tideline.outbox.late.seconds",
                "Age of the oldest touch that should have been sent",
                "select coalesce(extract(epoch from now() - min(next_attempt_at)), 0)::bigint as value from outbox"
                        + " where state = 'READY' and next_attempt_at < now()");
        gauge(registry, "tideline.runs.open", "Sweeps that are planned or running", runs("'PLANNED', 'RUNNING'"));
        gauge(registry, "tideline.runs.held", "Sweeps that wait for a person", runs("'HELD'"));
        gauge(
                registry,
                "tideline.poison.users",
                "Users set aside with an error",
                "select count(*) as value from poison");
        gauge(
                registry,
                "tideline.poison.cuts",
                "Those of them whose evaluation passed a limit of the rules",
                "select count(*) as value from poison where error like '%EvaluationCut%'");
    }

    private static String outbox(String state) {
        return "select count(*) as value from outbox where state = '" + state + "'";
    }

    private static String runs(String states) {
        return "select count(*) as value from run where state in (" + states + ")";
    }

    private void gauge(MeterRegistry registry, String name, String description, String sql) {
        Gauge.builder(name, this, metrics -> metrics.value(sql))
                .description(description)
                .register(registry);
    }

    private double value(String sql) {
        return database.inTransaction(transaction -> transaction.sql(sql).one(row -> row.number("value")));
    }
}
