package dev.tideline.engine.replay.travel;

import dev.tideline.engine.arbitration.given.PersonHistory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is remembered of a person from one virtual day to the next.
 *
 * @param segments of each account that was seen, by its number, as they are stored of real ones
 * @param past what was decided for him
 */
record PersonState(Map<Long, String> segments, PersonHistory past) {

    static final PersonState NONE = new PersonState(Map.of(), PersonHistory.NONE);

    private static final JsonMapper JSON = new JsonMapper();

    PersonState {
        segments = Map.copyOf(segments);
    }

    static PersonState read(@Nullable String text) {
        return text == null ? NONE : JSON.readValue(text, PersonState.class);
    }

    String text() {
        return JSON.writeValueAsString(this);
    }
}
