package dev.tideline.api.problem;

import org.springframework.http.HttpHeaders;

/** How long to wait before a call that found the server not ready is worth repeating. */
public final class WaitTime {

    /** A start takes some seconds, and so does a database that comes back. */
    private static final String SECONDS = "5";

    private WaitTime() {}

    /** The headers of an answer 503. */
    public static HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, SECONDS);
        return HttpHeaders.readOnlyHttpHeaders(headers);
    }
}
