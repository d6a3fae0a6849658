package dev.tideline.api.decisions;

import dev.tideline.api.http.Blocking;
import dev.tideline.engine.gathering.Full;
import dev.tideline.engine.gathering.Gathering;
import dev.tideline.engine.pull.Answer;
import dev.tideline.engine.pull.Ask;
import dev.tideline.engine.pull.Call;
import dev.tideline.engine.pull.Pulls;
import dev.tideline.engine.pull.TimeBudget;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/**
 * Answers screens off the event loop, those that ask at the same time in one transaction. Where more wait than there is room
 * for, the answer is the fallback. Thread-safe.
 */
final class PullDesk implements AutoCloseable {

    private static final Gathering.Size PREVIEWS = new Gathering.Size(2, 32, 1_000);
    private static final Gathering.Size DECISIONS = new Gathering.Size(2, 64, 1_000);

    private final Pulls pulls;
    private final Clearing clearing;
    private final Clock clock;
    private final Gathering<Ask, Optional<Answer>> previews;
    private final Gathering<Call, Optional<Answer>> decisions;

    PullDesk(Pulls pulls, Clearing clearing, Clock clock) {
        this.pulls = pulls;
        this.clearing = clearing;
        this.clock = clock;
        this.previews = new Gathering<>("previews", PREVIEWS, asks -> pulls.preview(asks, clock.instant()));
        this.decisions = new Gathering<>("decisions", DECISIONS, calls -> pulls.decide(calls, clock.instant()));
    }

    /** What a decision would offer. */
    Mono<Optional<Answer>> preview(Ask ask) {
        return Mono.fromFuture(() -> previews.ask(ask), true).onErrorReturn(Full.class, fallback(ask));
    }

    /** What there is to show at several placements, none of which is decided for. */
    Mono<List<Optional<Answer>>> look(List<Ask> asks) {
        return Blocking.call(() -> pulls.look(asks, clock.instant()));
    }

    /** The decision, or the fallback if the claim has not begun in time; a claim that has begun is waited for. */
    Mono<Optional<Answer>> decide(Ask ask) {
        TimeBudget budget = new TimeBudget();
        CompletableFuture<Optional<Answer>> deciding =
                clearing.asks() ? cleared(ask, budget) : decisions.ask(new Call(ask, budget));
        Mono<Optional<Answer>> late = Mono.delay(ask.placement().budget())
                .filter(over -> budget.end())
                .map(over -> fallback(ask));
        return Mono.firstWithSignal(Mono.fromFuture(deciding, true), late.switchIfEmpty(Mono.never()))
                .onErrorReturn(Full.class, fallback(ask));
    }

    /** Asks risk about the incentives in sight before the claim can begin, while the call's time goes on. */
    private CompletableFuture<Optional<Answer>> cleared(Ask ask, TimeBudget budget) {
        return look(List.of(ask))
                .map(found -> found.get(0).map(Answer::proposed).orElse(List.of()))
                .flatMap(proposals -> clearing.of(ask.userId(), ask.placement().key(), proposals))
                .flatMap(clearance -> Mono.fromFuture(decisions.ask(new Call(ask, budget, clearance))))
                .toFuture();
    }

    private Optional<Answer> fallback(Ask ask) {
        return Optional.of(Answer.fallback(ask, clock.instant()));
    }

    @Override
    public void close() {
        previews.close();
        decisions.close();
    }
}
