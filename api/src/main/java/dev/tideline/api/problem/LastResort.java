package dev.tideline.api.problem;

import dev.tideline.engine.rulebook.RulebookMissing;
import dev.tideline.rules.problem.Wording;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** Answers errors that no handler met, such as those of the check of a key, as {@link ProblemHandler} answers all others. */
@Component
@Order(LastResort.BEFORE_BOOT)
final class LastResort implements WebExceptionHandler {

    /** Spring Boot's own handler, which answers with a page of its own, has -1. */
    static final int BEFORE_BOOT = -2;

    private final ProblemHandler problems;

    LastResort(ProblemHandler problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        ResponseEntity<ProblemDetail> answer = answer(exchange, error);
        exchange.getResponse().getHeaders().putAll(answer.getHeaders());
        ProblemType type = ProblemType.of(answer.getStatusCode().value());
        ProblemDetail body = answer.getBody();
        String detail = body == null ? null : body.getDetail();
        return ProblemWriter.write(exchange, type, detail == null ? type.title() : Wording.verbatim(detail));
    }

    private ResponseEntity<ProblemDetail> answer(ServerWebExchange exchange, Throwable error) {
        if (error instanceof RulebookMissing starting) {
            return problems.onStarting(starting, exchange);
        }
        if (error instanceof ProblemException problem) {
            return problems.onProblem(problem, exchange);
        }
        return problems.onAny(error instanceof Exception known ? known : new IllegalStateException(error), exchange);
    }
}
