package dev.tideline.engine.audience;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One account in an audience by one rule.
 *
 * @param userId the exchange's id
 * @param rule name of the rule; an account is there once a rule
 * @param decisionId the last decision of this account and rule that gave something, else the last one: a cooldown
 *     after a grant does not take it back; null if there is none
 * @param channels channels of the touches and tasks that were granted, in the order of the rule; empty if caps or a
 *     cooldown leave none
 * @param sendAfter when the latest of them may go; null if there is none
 * @param expiresAt how long the decision stands; null if it is gone
 * @param language the user's language; null if it is not known
 * @param timeZone the user's time zone; null if it is not known
 * @param enteredAt when he entered
 * @param withheld why marketing must not contact him, such as {@code CONTROL}; null if it may
 */
public record Member(
        String userId,
        String rule,
        @Nullable UUID decisionId,
        List<String> channels,
        @Nullable Instant sendAfter,
        @Nullable Instant expiresAt,
        @Nullable String language,
        @Nullable String timeZone,
        Instant enteredAt,
        @Nullable String withheld) {

    public Member {
        channels = List.copyOf(channels);
    }
}
