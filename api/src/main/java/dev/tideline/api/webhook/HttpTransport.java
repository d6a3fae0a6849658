package dev.tideline.api.webhook;

import dev.tideline.engine.delivery.Answer;
import dev.tideline.engine.delivery.Transport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.http.client.ReactorHttpClientBuilder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Posts to one address. Addresses are checked after they were resolved, at the moment of connecting, so that a name
 * cannot point inside after it was looked at. Redirects are not followed, and no more than the beginning of an answer is read.
 */
final class HttpTransport implements Transport {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration BODY = Duration.ofSeconds(1);
    private static final long MOST_READ = 64 * 1024;

    private final WebClient client;
    private final URI address;
    private final Duration patience;

    /** A transport to this address; {@code reachable} says which resolved addresses it may connect to. */
    HttpTransport(URI address, InetAddressFilter reachable) {
        this(address, reachable, ANSWER);
    }

    HttpTransport(URI address, InetAddressFilter reachable, Duration patience) {
        this.patience = patience;
        HttpClientSettings settings = HttpClientSettings.defaults()
                .withConnectTimeout(CONNECT)
                .withReadTimeout(patience)
                .withRedirects(HttpRedirects.DONT_FOLLOW)
                .withInetAddressFilter(reachable);
        this.client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(new ReactorHttpClientBuilder().build(settings)))
                .build();
        this.address = address;
    }

    @Override
    public Mono<Answer> send(Map<String, String> headers, String body) {
        return client.post()
                .uri(address)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(to -> headers.forEach(to::set))
                .bodyValue(body)
                .exchangeToMono(HttpTransport::answer)
                .timeout(patience.plus(CONNECT).plus(BODY))
                .onErrorResume(HttpTransport::failure);
    }

    /** The status decides, whatever becomes of the body: its beginning is read, but not for long. */
    private static Mono<Answer> answer(ClientResponse response) {
        Flux<DataBuffer> body = DataBufferUtils.takeUntilByteCount(response.bodyToFlux(DataBuffer.class), MOST_READ);
        return DataBufferUtils.join(body)
                .map(HttpTransport::text)
                .defaultIfEmpty("")
                .timeout(BODY)
                .onErrorReturn("")
                .map(text -> answer(response.statusCode(), response.headers().asHttpHeaders(), text));
    }

    private static String text(DataBuffer body) {
        try {
            return body.toString(StandardCharsets.UTF_8);
        } finally {
            DataBufferUtils.release(body);
        }
    }

    private static Answer answer(HttpStatusCode status, HttpHeaders headers, String body) {
        if (status.is2xxSuccessful()) {
            return new Answer.Accepted(body);
        }
        return status.isSameCodeAs(HttpStatus.GONE)
                ? new Answer.Gone()
                : new Answer.Failed("HTTP " + status.value(), retryAfter(headers));
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        String text = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (text != null && text.strip().matches("\\d{1,7}")) {
            return Duration.ofSeconds(Long.parseLong(text.strip()));
        }
        try {
            long at = headers.getFirstDate(HttpHeaders.RETRY_AFTER);
            long now = headers.getDate() > 0 ? headers.getDate() : at;
            return at > now ? Duration.between(Instant.ofEpochMilli(now), Instant.ofEpochMilli(at)) : null;
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    private static Mono<Answer> failure(Throwable cause) {
        return Mono.just(new Answer.Failed(cause.getClass().getSimpleName(), null));
    }
}
