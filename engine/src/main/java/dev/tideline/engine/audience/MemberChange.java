package dev.tideline.engine.audience;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that entered or left an audience by one rule.
 *
 * @param userId the exchange's id
 * @param rule name of the rule
 * @param entered whether it entered; it left otherwise
 * @param at instant of the evaluation that found it
 * @param decisionId decision it entered with; null if there is none
 * @param withheld why marketing must not contact him; null if it may
 */
public record MemberChange(
        String userId,
        String rule,
        boolean entered,
        Instant at,
        @Nullable UUID decisionId,
        @Nullable String withheld) {}
