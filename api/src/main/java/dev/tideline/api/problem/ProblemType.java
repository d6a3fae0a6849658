package dev.tideline.api.problem;

import dev.tideline.rules.problem.Wording;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The kinds of error a caller can meet. The type URI is stable; programs may rely on it. */
public enum ProblemType {
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, Wording.of("No valid API key")),
    FORBIDDEN(HttpStatus.FORBIDDEN, Wording.of("The key lacks the role for this")),
    NOT_FOUND(HttpStatus.NOT_FOUND, Wording.of("There is no such thing")),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, Wording.of("The request is not well formed")),
    INVALID_CONTENT(HttpStatus.UNPROCESSABLE_CONTENT, Wording.of("The content has errors")),
    CONFLICT(HttpStatus.CONFLICT, Wording.of("The present state does not allow this")),
    OUTDATED(HttpStatus.PRECONDITION_FAILED, Wording.of("Another revision is current")),
    REVISION_MISSING(HttpStatus.PRECONDITION_REQUIRED, Wording.of("Say which revision you mean to change")),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, Wording.of("The request is too large")),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, Wording.of("This media type is not accepted here")),
    ADDRESS_TOO_LONG(HttpStatus.URI_TOO_LONG, Wording.of("The address is too long")),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, Wording.of("The headers are too large")),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, Wording.of("The answer cannot be given in this media type")),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, Wording.of("This method is not allowed here")),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, Wording.of("The service is not ready")),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, Wording.of("Something went wrong on our side"));

    private final HttpStatus status;

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Wording title;

    ProblemType(HttpStatus status, Wording title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status of answers with this type. */
    public HttpStatus status() {
        return status;
    }

    /** What the kind is called for people. */
    public Wording title() {
        return title;
    }

    /** The stable URI: {@code urn:tideline:problem:not-found}. */
    public URI uri() {
        return URI.create(
                "urn:tideline:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    ProblemDetail detail(String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(uri());
        problem.setTitle(title.text());
        return problem;
    }

    /** The kind that a status alone tells. */
    public static ProblemType of(int status) {
        for (ProblemType type : values()) {
            if (type.status.value() == status) {
                return type;
            }
        }
        return status >= HttpStatus.INTERNAL_SERVER_ERROR.value() ? INTERNAL : INVALID_REQUEST;
    }
}
