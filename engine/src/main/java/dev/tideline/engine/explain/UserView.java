package dev.tideline.engine.explain;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.segments.SegmentState;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one user at an instant.
 *
 * @param user his facts, by the fields of the vocabulary
 * @param personId KYC identity that the account belongs to
 * @param asOf the instant
 * @param segments his segments as they would be assigned at that instant
 * @param stageEnteredAt when the stage was found to be entered; null until a sweep has recorded that it is his
 * @param lists keys of the lists he is on
 * @param fields all fields, by column, in declared order
 */
public record UserView(
        User user,
        String personId,
        Instant asOf,
        SegmentState segments,
        @Nullable Instant stageEnteredAt,
        SortedSet<String> lists,
        Map<String, Field> fields) {}
