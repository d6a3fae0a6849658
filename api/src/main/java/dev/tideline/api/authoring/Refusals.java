package dev.tideline.api.authoring;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.engine.authoring.Declined;
import java.util.concurrent.Callable;
import reactor.core.publisher.Mono;

/** Tells callers why a step was declined. */
public final class Refusals {

    private Refusals() {}

    /** Work off the event loop; what it declines is answered as a problem. */
    public static <T> Mono<T> call(Callable<T> work) {
        return Blocking.call(work).onErrorMap(Declined.class, Refusals::problem);
    }

    private static ProblemException problem(Declined declined) {
        return ProblemException.because(
                type(declined.reason()),
                declined.wording(),
                declined.problems(),
                declined.reason().name(),
                declined.values());
    }

    private static ProblemType type(Declined.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> ProblemType.NOT_FOUND;
            case MALFORMED -> ProblemType.INVALID_CONTENT;
            case REVISION_MISSING -> ProblemType.REVISION_MISSING;
            case OUTDATED -> ProblemType.OUTDATED;
            default -> ProblemType.CONFLICT;
        };
    }
}
