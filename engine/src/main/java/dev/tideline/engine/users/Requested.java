package dev.tideline.engine.users;

import dev.tideline.engine.timeline.Timeline;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Makes users and events of rows that a request reads. */
final class Requested {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private Requested() {}

    static StoredUser user(Readable row) {
        return new StoredUser(
                present(row.get("user_no", Long.class)),
                present(row.get("user_id", String.class)),
                present(row.get("person_no", Long.class)),
                present(row.get("person_id", String.class)),
                Timeline.of(present(row.get("timeline", byte[].class))),
                row.get("segments", String.class));
    }

    static StoredEvent event(long userNo, String type, Instant occurredAt, String payload) {
        return new StoredEvent(userNo, type, occurredAt, JSON.readTree(payload));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
