package dev.tideline.api.idempotency;

import dev.tideline.api.http.Blocking;
import dev.tideline.engine.gathering.Gathering;
import dev.tideline.engine.idempotency.Begun;
import dev.tideline.engine.idempotency.IdempotentCalls;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Begins and ends calls off the event loop, those that come at the same time in one transaction. Thread-safe. */
final class KeptCalls implements AutoCloseable {

    /** One thread each: a beginning waits for no disk, and of endings more share one flush. */
    private static final Gathering.Size SIZE = new Gathering.Size(1, 128, 2_000);

    private final IdempotentCalls calls;
    private final Gathering<IdempotentCalls.Beginning, Begun> beginning;
    private final Gathering<IdempotentCalls.Ending, Boolean> ending;

    KeptCalls(IdempotentCalls calls) {
        this.calls = calls;
        this.beginning = new Gathering<>("calls-begin", SIZE, calls::begin);
        this.ending = new Gathering<>("calls-end", SIZE, this::finish);
    }

    private List<Boolean> finish(List<IdempotentCalls.Ending> ended) {
        calls.finish(ended);
        return Collections.nCopies(ended.size(), true);
    }

    Mono<Begun> begin(IdempotentCalls.Beginning call) {
        return Mono.fromFuture(() -> beginning.ask(call), true);
    }

    Mono<Void> finish(IdempotentCalls.Ending ended) {
        return Mono.fromFuture(() -> ending.ask(ended), true).then();
    }

    /** Forgets an attempt that came to nothing. */
    Mono<Void> abandon(Call call, UUID attempt) {
        return Blocking.run(() -> calls.abandon(call.caller(), call.key(), attempt));
    }

    @Override
    public void close() {
        beginning.close();
        ending.close();
    }
}
