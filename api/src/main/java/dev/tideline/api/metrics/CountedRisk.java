package dev.tideline.api.metrics;

import dev.tideline.engine.risk.RiskCheck;
import dev.tideline.engine.risk.RiskQuestion;
import dev.tideline.engine.risk.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Counts what risk said, by who asked and with which code. */
public final class CountedRisk implements RiskCheck {

    private final RiskCheck check;
    private final MeterRegistry registry;
    private final String asker;

    /** Counts the verdicts of this check for those who ask, pulls or sweeps. */
    public CountedRisk(RiskCheck check, MeterRegistry registry, String asker) {
        this.check = check;
        this.registry = registry;
        this.asker = asker;
    }

    @Override
    public Mono<Verdict> ask(RiskQuestion question) {
        return check.ask(question).doOnNext(this::count);
    }

    private void count(Verdict verdict) {
        registry.counter("tideline.risk.verdicts", "asker", asker, "code", verdict.code())
                .increment();
    }
}
