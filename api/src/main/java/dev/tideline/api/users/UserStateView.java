package dev.tideline.api.users;

import dev.tideline.api.http.AmountView;
import dev.tideline.engine.explain.UserView;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.segments.SegmentState;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user.
 *
 * @param userId the exchange's id
 * @param personId KYC identity that the account belongs to
 * @param asOf the instant
 * @param stage lifecycle stage; null if none fits
 * @param previousStage the stage before; null if there was none
 * @param stageEnteredAt when a sweep found that the stage was entered; null until one has
 * @param segments value by axis
 * @param lists keys of the lists he is on
 * @param fields every field by column: numbers, {@code {"amount","asset"}}, instants, flags, texts, words; null if missing
 */
record UserStateView(
        String userId,
        String personId,
        Instant asOf,
        @Nullable String stage,
        @Nullable String previousStage,
        @Nullable Instant stageEnteredAt,
        Map<String, String> segments,
        Collection<String> lists,
        Map<String, @Nullable Object> fields) {

    private static final Set<String> SINCE_STAGE = Set.of("stage_entered_at", "hours_since_stage");

    static UserStateView of(UserView view) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        view.fields().forEach((column, field) -> fields.put(column, value(field, view)));
        SegmentState segments = view.segments();
        return new UserStateView(
                view.user().id(),
                view.personId(),
                view.asOf(),
                segments.stage().orElse(null),
                segments.previousStage(),
                view.stageEnteredAt(),
                segments.values(),
                view.lists(),
                fields);
    }

    private static @Nullable Object value(Field field, UserView view) {
        User user = view.user();
        if (view.stageEnteredAt() == null && SINCE_STAGE.contains(field.column())) {
            return null;
        }
        if (field.type() == FieldType.TEXT) {
            return user.text(field.slot());
        }
        if (field.type() == FieldType.TEXTS) {
            return new TreeSet<>(user.texts(field.slot()));
        }
        return user.missing(field.slot()) ? null : number(field.type(), user.number(field.slot()));
    }

    private static Object number(FieldType type, long value) {
        String text = FieldValues.text(type, value);
        return switch (type) {
            case WHOLE -> value;
            case FLAG -> value == 1;
            case AMOUNT -> AmountView.ofField(text);
            case RATIO, INSTANT, TEXT, TEXTS -> text;
        };
    }
}
