package dev.tideline.api.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The kinds of error a caller can meet. The type URI is stable; programs may rely on it. */
public enum ProblemType {
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "No valid API key"),
    FORBIDDEN(HttpStatus.FORBIDDEN, "The key lacks the role for this"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request is not well formed"),
    INVALID_CONTENT(HttpStatus.UNPROCESSABLE_CONTENT, "The content has errors"),
    CONFLICT(HttpStatus.CONFLICT, "The present state does not allow this"),
    OUTDATED(HttpStatus.PRECONDITION_FAILED, "Another revision is current"),
    REVISION_MISSING(HttpStatus.PRECONDITION_REQUIRED, "Say which revision you mean to change"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "This media type is not accepted here"),
    ADDRESS_TOO_LONG(HttpStatus.URI_TOO_LONG, "The address is too long"),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The headers are too large"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The answer cannot be given in this media type"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "This method is not allowed here"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service is not ready"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status of answers with this type. */
    public HttpStatus status() {
        return status;
    }

    /** What the kind is called for people. */
    public String title() {
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
        problem.setTitle(title);
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
