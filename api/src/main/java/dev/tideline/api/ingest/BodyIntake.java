package dev.tideline.api.ingest;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Hands a streamed body to blocking work, with back-pressure, off the event loop. */
final class BodyIntake {

    private static final int BUFFERS_AHEAD = 16;

    /** Work that reads the body to its end. */
    @FunctionalInterface
    interface Work<T> {
        T read(InputStream body) throws IOException;
    }

    private BodyIntake() {}

    static <T, B extends DataBuffer> Mono<T> read(Publisher<B> body, Work<T> work) {
        return Mono.fromCallable(() -> blocking(body, work)).subscribeOn(Schedulers.boundedElastic());
    }

    private static <T> T blocking(Publisher<? extends DataBuffer> body, Work<T> work) {
        try (InputStream stream = DataBufferUtils.subscriberInputStream(body, BUFFERS_AHEAD)) {
            return work.read(stream);
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "The body ended before it was complete; nothing of it was applied");
        }
    }
}
