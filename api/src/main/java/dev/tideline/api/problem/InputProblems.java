package dev.tideline.api.problem;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

/** What a request lacks or has in the wrong form, found before a handler was called. */
final class InputProblems {

    private InputProblems() {}

    /** The mistake; empty if it is not one of a parameter or of a missing body. */
    static Optional<Problem> of(ServerWebInputException e) {
        if (e instanceof MissingRequestValueException missing) {
            return Optional.of(problem("query", missing.getName(), "", Wording.of("a value; it is required")));
        }
        return Optional.ofNullable(e.getMethodParameter()).flatMap(parameter -> of(e, parameter));
    }

    private static Optional<Problem> of(ServerWebInputException e, MethodParameter parameter) {
        if (e.getCause() instanceof TypeMismatchException mismatch) {
            String source = parameter.hasParameterAnnotation(PathVariable.class) ? "path" : "query";
            String name = String.valueOf(parameter.getParameterName());
            return Optional.of(
                    problem(source, name, String.valueOf(mismatch.getValue()), Wording.of("a whole number")));
        }
        return parameter.hasParameterAnnotation(RequestBody.class) && isWithoutBody(e.getCause())
                ? Optional.of(new Problem(Place.pointer("body", ""), "", Wording.of("a JSON object; there is no body")))
                : Optional.empty();
    }

    private static boolean isWithoutBody(@Nullable Throwable cause) {
        return cause == null || String.valueOf(cause.getMessage()).startsWith("No request body");
    }

    private static Problem problem(String source, String name, String value, Wording expected) {
        return new Problem(Place.pointer(source, "/" + name), value, expected);
    }
}
