package dev.tideline.engine.audience;

import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.snapshot.SnapshotReader;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes members of rows; reads language and time zone from the user's history. For one page. */
final class MemberRows {

    private static final String GRANTED = "GRANTED";

    private final FactsModel model;
    private final SnapshotReader snapshots;
    private final Field language;
    private final Field zone;
    private final Instant asOf;

    MemberRows(FactsModel model, Instant asOf) {
        this.model = model;
        this.language = model.vocabulary().user().require("language");
        this.zone = model.vocabulary().user().require("timezone");
        this.snapshots = new SnapshotReader(
                model.vocabulary(), model.sources(), model.history(), model.days(), List.of(language, zone));
        this.asOf = asOf;
    }

    /** A row and where it stands. */
    record Placed(Position position, Member member) {}

    Placed placed(Readable row) {
        Position position = new Position(required(row, "user_no", Long.class), required(row, "rule_no", Integer.class));
        return new Placed(position, member(row));
    }

    private Member member(Readable row) {
        String userId = required(row, "user_id", String.class);
        FactBuilder builder = model.vocabulary().user().builder();
        snapshots.read(Timeline.of(required(row, "timeline", byte[].class)), asOf, builder);
        User user = builder.user(userId);
        List<JsonNode> granted = granted(row.get("parts", String.class));
        return new Member(
                userId,
                required(row, "name", String.class),
                row.get("decision_id", UUID.class),
                granted.stream()
                        .map(part -> part.path("channel").asString())
                        .distinct()
                        .toList(),
                granted.stream()
                        .map(part -> part.path("not_before").asString(""))
                        .filter(at -> !at.isEmpty())
                        .map(Instant::parse)
                        .max(Instant::compareTo)
                        .orElse(null),
                instant(row.get("expires_at", OffsetDateTime.class)),
                user.text(language.slot()),
                user.text(zone.slot()),
                required(row, "entered_at", OffsetDateTime.class).toInstant(),
                row.get("withheld", String.class));
    }

    /** The granted parts that go over a channel. */
    private static List<JsonNode> granted(@Nullable String parts) {
        List<JsonNode> granted = new ArrayList<>();
        if (parts != null) {
            JsonMapper.shared().readTree(parts).forEach(part -> {
                if (part.path("outcome").asString("").equals(GRANTED) && part.has("channel")) {
                    granted.add(part);
                }
            });
        }
        return granted;
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
