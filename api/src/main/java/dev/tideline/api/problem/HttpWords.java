package dev.tideline.api.problem;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** What went wrong below the handlers, in this project's words. */
final class HttpWords {

    private HttpWords() {}

    static String of(ErrorResponse error, ProblemType type) {
        if (error instanceof NotAcceptableStatusException refused
                && !refused.getSupportedMediaTypes().isEmpty()) {
            return "The answer comes as " + names(refused.getSupportedMediaTypes());
        }
        if (error instanceof UnsupportedMediaTypeStatusException refused
                && !refused.getSupportedMediaTypes().isEmpty()) {
            String found = refused.getContentType() == null ? "nothing" : "'" + refused.getContentType() + "'";
            return "Content-Type is " + found + "; send " + names(refused.getSupportedMediaTypes());
        }
        return type == ProblemType.NOT_FOUND
                ? "Nothing has this address"
                : Objects.requireNonNullElseGet(
                        error.getBody().getDetail(), () -> type.status().getReasonPhrase());
    }

    private static String names(List<MediaType> types) {
        return types.stream().map(MediaType::toString).distinct().collect(Collectors.joining(" or "));
    }
}
