package dev.tideline.engine.explain;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.segments.SegmentState;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;

/**
 * What is known of one user at an instant.
 *
 * @param user his facts, by the fields of the vocabulary
 * @param personId KYC identity that the account belongs to
 * @param asOf the instant
 * @param segments his segments as they would be assigned at that instant
 * @param lists keys of the lists he is on
 * @param fields all fields, by column, in declared order
 */
public record UserView(
        User user,
        String personId,
        Instant asOf,
        SegmentState segments,
        SortedSet<String> lists,
        Map<String, Field> fields) {}
