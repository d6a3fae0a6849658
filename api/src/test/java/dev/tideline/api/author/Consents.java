package dev.tideline.api.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.api.decisions.Sleepers;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lets users be written to. */
final class Consents {
    private Consents() {}

    /** So many of them consent to push. */
    static void toPush(TestServer server, Sleepers sleepers, int many) {
        Instant at = Instant.now().minusSeconds(3_600);
        String consents = IntStream.range(0, many)
                .mapToObj(sleepers::offered)
                .map(user -> """
                        {"event_id":"%s","type":"consent.changed","user_id":"%s","occurred_at":"%s","received_at":"%s",\
                        "source":"test","schema_version":1,"payload":{"channel":"PUSH","status":"GRANTED","text_version":"1"}}
                        """.formatted(UUID.randomUUID(), user, at, at))
                .collect(Collectors.joining());
        assertThat(server.post("/v1/events", "application/x-ndjson", consents).statusCode())
                .isLessThan(300);
    }
}
