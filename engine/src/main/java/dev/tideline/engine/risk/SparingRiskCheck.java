package dev.tideline.engine.risk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/**
 * Spares a service that is silent: after so many questions in a row without an answer, everything is denied at once for a
 * while; then the next question decides whether that goes on. Thread-safe.
 */
public final class SparingRiskCheck implements RiskCheck {

    private final RiskCheck check;
    private final Clock clock;
    private final Limits limits;
    private final AtomicInteger silences = new AtomicInteger();
    private final AtomicReference<Instant> closedUntil = new AtomicReference<>(Instant.MIN);

    /**
     * When it spares the service.
     *
     * @param silences questions in a row without an answer
     * @param pause how long nothing is asked then
     */
    public record Limits(int silences, Duration pause) {

        /** 50 silences, 10 seconds. */
        public static Limits standard() {
            return new Limits(50, Duration.ofSeconds(10));
        }
    }

    public SparingRiskCheck(RiskCheck check, Clock clock, Limits limits) {
        this.check = check;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public Mono<Verdict> ask(RiskQuestion question) {
        return Mono.defer(() -> clock.instant().isBefore(closedUntil.get())
                ? Mono.just(Verdict.SPARED)
                : check.ask(question).map(this::seen));
    }

    private Verdict seen(Verdict verdict) {
        if (!verdict.isSilent()) {
            silences.set(0);
        } else if (silences.incrementAndGet() >= limits.silences()) {
            closedUntil.set(clock.instant().plus(limits.pause()));
        }
        return verdict;
    }
}
