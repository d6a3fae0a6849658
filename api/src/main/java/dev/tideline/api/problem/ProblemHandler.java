package dev.tideline.api.problem;

import dev.tideline.engine.database.fault.Outage;
import dev.tideline.engine.database.fault.UnstorableText;
import dev.tideline.engine.rulebook.RulebookMissing;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;

/** Turns whatever ends a request into a problem. Nothing of the engine's own messages leaks for unexpected errors. */
@RestControllerAdvice
@Order(0)
final class ProblemHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onProblem(ProblemException e, ServerWebExchange exchange) {
        Locale language = Languages.of(exchange.getRequest().getHeaders());
        ProblemDetail detail = e.type().detail(e.detail().text(language));
        e.members().forEach(detail::setProperty);
        if (!e.problems().isEmpty()) {
            detail.setProperty(
                    "problems",
                    e.problems().stream()
                            .map(problem -> entry(problem, language))
                            .toList());
        }
        return answer(detail, exchange, HttpHeaders.EMPTY);
    }

    /** A server that comes up listens before it can decide. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> onStarting(RulebookMissing e, ServerWebExchange exchange) {
        LOG.info(
                "Request {} came before the rulebook was loaded",
                exchange.getRequest().getId());
        return later("The server is starting: its rulebook is not loaded yet; try again later", exchange);
    }

    @ExceptionHandler({DataBufferLimitException.class, DecodingException.class})
    ResponseEntity<ProblemDetail> onUnreadable(Exception e, ServerWebExchange exchange) {
        boolean large = e instanceof DataBufferLimitException;
        ProblemType type = large ? ProblemType.TOO_LARGE : ProblemType.INVALID_REQUEST;
        String detail = large ? "The body is larger than this endpoint takes" : "The body could not be read as JSON";
        return answer(type.detail(detail), exchange, HttpHeaders.EMPTY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> onAny(Exception e, ServerWebExchange exchange) {
        if (e.getCause() instanceof DataBufferLimitException limit) {
            return onUnreadable(limit, exchange);
        }
        Optional<Problem> input =
                e instanceof ServerWebInputException wrong ? InputProblems.of(wrong) : Optional.empty();
        if (input.isPresent()) {
            return onProblem(ProblemException.refused(List.of(input.get())), exchange);
        }
        if (e instanceof ErrorResponse known) {
            ProblemType type = ProblemType.of(known.getStatusCode().value());
            ProblemDetail problem = type.detail(HttpWords.of(known, type));
            problem.setStatus(known.getStatusCode().value());
            return answer(problem, exchange, known.getHeaders());
        }
        if (BrokenOff.explains(e)) {
            LOG.info("The caller of request {} broke off", exchange.getRequest().getId());
            return answer(
                    ProblemType.INVALID_REQUEST.detail("The body ended before it was complete"),
                    exchange,
                    HttpHeaders.EMPTY);
        }
        if (Outage.explains(e)) {
            LOG.warn(
                    "Request {} failed: the database is away: {}",
                    exchange.getRequest().getId(),
                    e.getMessage());
            return later("The database cannot be reached; try again later", exchange);
        }
        if (UnstorableText.explains(e)) {
            return answer(
                    ProblemType.INVALID_REQUEST.detail("A text of the request holds NUL or half a character"),
                    exchange,
                    HttpHeaders.EMPTY);
        }
        LOG.error("Request {} failed", exchange.getRequest().getId(), e);
        return answer(
                ProblemType.INTERNAL.detail("See the server's log for this request"), exchange, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<ProblemDetail> later(String detail, ServerWebExchange exchange) {
        return answer(ProblemType.UNAVAILABLE.detail(detail), exchange, WaitTime.headers());
    }

    private static ResponseEntity<ProblemDetail> answer(
            ProblemDetail problem, ServerWebExchange exchange, HttpHeaders headers) {
        problem.setTitle(Wording.term(String.valueOf(problem.getTitle()))
                .text(Languages.of(exchange.getRequest().getHeaders())));
        problem.setProperty("request_id", exchange.getRequest().getId());
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static Map<String, Object> entry(Problem problem, Locale language) {
        return Map.of(
                "source", problem.place().source(),
                "line", problem.place().line(),
                "column", problem.place().column(),
                "pointer", problem.place().pointer(),
                "rule", problem.rule(),
                "value", problem.value(),
                "expected", problem.expected(language));
    }
}
