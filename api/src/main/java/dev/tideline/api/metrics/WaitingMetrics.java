package dev.tideline.api.metrics;

import dev.tideline.engine.database.Database;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** What an operator watches besides the process: work that waits, fails or is held. Asked of the database, once a scrape. */
@Component
final class WaitingMetrics implements MeterBinder {

    private static final String WAITING = """
            select 'ready' as name, count(*) as value from outbox where state = 'READY'
            union all
            select 'dead', count(*) from outbox where state = 'DEAD'
            union all
            select 'late', coalesce(extract(epoch from now() - min(next_attempt_at)), 0)::bigint
              from outbox where state = 'READY' and next_attempt_at < now()
            union all
            select 'payouts', count(*) from payout where state = 'READY' and kind = 'PAY'
            union all
            select 'take_backs', count(*) from payout where state = 'READY' and kind = 'TAKE_BACK'
            union all
            select 'payouts_late', coalesce(extract(epoch from now() - min(next_attempt_at)), 0)::bigint
              from payout where state = 'READY' and next_attempt_at < now()
            union all
            select 'take_backs_late', coalesce(extract(epoch from now() - min(next_attempt_at)), 0)::bigint
              from payout where state = 'READY' and kind = 'TAKE_BACK' and next_attempt_at < now()
            union all
            select 'payouts_failed', count(*) from payout where state = 'READY' and attempts > 0 and reason <> ''
            union all
            select 'shares', count(*) from pool_share where not done and amount > 0
            union all
            select 'offers_held', count(*) from offer where state = 'PENDING'
            union all
            select 'grants_held', count(*) from ledger_grant where state = 'HELD'
            union all
            select 'open', count(*) from run where state in ('PLANNED', 'RUNNING')
            union all
            select 'held', count(*) from run where state = 'HELD'
            union all
            select 'poison', count(*) from poison
            union all
            select 'cuts', count(*) from poison where error like '%EvaluationCut%'
            """;

    private final NamedNumbers waiting;

    WaitingMetrics(Database database) {
        this.waiting = new NamedNumbers(database, WAITING);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "tideline.outbox.ready", "Touches that wait to be sent", "ready");
        gauge(registry, "tideline.outbox.dead", "Touches that could not be delivered", "dead");
        gauge(registry, "tideline.outbox.late.seconds", "Age of the oldest touch that should have been sent", "late");
        gauge(registry, "tideline.offers.held", "Offers that wait for a person's release", "offers_held");
        gauge(registry, "tideline.grants.held", "Grants that wait for a person's release", "grants_held");
        gauge(registry, "tideline.payouts.waiting", "Payouts that the wallet has not acknowledged", "payouts");
        gauge(registry, "tideline.payouts.take.backs", "Take-backs that the wallet has not taken", "take_backs");
        gauge(
                registry,
                "tideline.payouts.late.seconds",
                "Age of the oldest that should have been sent",
                "payouts_late");
        gauge(registry, "tideline.payouts.take.backs.late.seconds", "The same of take-backs", "take_backs_late");
        gauge(registry, "tideline.payouts.failed", "Those of both whose last attempt failed", "payouts_failed");
        gauge(registry, "tideline.pool.shares.owed", "Shares of pools that a budget has no room for", "shares");
        gauge(registry, "tideline.runs.open", "Sweeps that are planned or running", "open");
        gauge(registry, "tideline.runs.held", "Sweeps that wait for a person", "held");
        gauge(registry, "tideline.poison.users", "Users set aside with an error", "poison");
        gauge(registry, "tideline.poison.cuts", "Those of them whose evaluation passed a limit of the rules", "cuts");
    }

    private void gauge(MeterRegistry registry, String name, String description, String number) {
        Gauge.builder(name, waiting, numbers -> numbers.of(number))
                .description(description)
                .register(registry);
    }
}
