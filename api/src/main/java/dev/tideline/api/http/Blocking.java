package dev.tideline.api.http;

import java.util.Optional;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Runs work that waits for the database away from the event loop. */
public final class Blocking {

    private Blocking() {}

    /** The result of the work. */
    public static <T> Mono<T> call(Callable<T> work) {
        return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
    }

    /** The result of the work; empty if it finds nothing. */
    public static <T> Mono<T> find(Callable<Optional<T>> work) {
        return call(work).flatMap(Mono::justOrEmpty);
    }

    /** Work without a result. */
    public static Mono<Void> run(Runnable work) {
        return Mono.<Void>fromRunnable(work).subscribeOn(Schedulers.boundedElastic());
    }
}
