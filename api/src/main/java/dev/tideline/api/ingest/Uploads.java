package dev.tideline.api.ingest;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.engine.ingest.intake.IngestReport;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Takes streamed bodies of lines and answers what became of them. */
public final class Uploads {

    /** Work that reads a body to its end and reports. */
    @FunctionalInterface
    public interface Work {
        IngestReport read(InputStream body) throws IOException;
    }

    private Uploads() {}

    /** Hands the body to the work, off the event loop; refused as a whole if no line of it was taken. */
    public static Mono<IngestView> take(ServerHttpRequest request, Work work) {
        return BodyIntake.<IngestReport, DataBuffer>read(request.getBody(), work::read)
                .map(Uploads::answered)
                .onErrorMap(
                        IllegalArgumentException.class,
                        e -> new ProblemException(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage())));
    }

    private static IngestView answered(IngestReport report) {
        if (report.refused() > 0 && report.accepted() == 0 && report.duplicates() == 0) {
            throw new ProblemException(
                    ProblemType.INVALID_CONTENT,
                    "Nothing was taken. Lines refused: " + report.refused(),
                    report.problems());
        }
        return IngestView.of(report);
    }
}
