package dev.tideline.engine.users;

import dev.tideline.engine.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * One account as it is kept.
 *
 * @param userNo its number here
 * @param userId the exchange's id
 * @param personNo number of the person it belongs to; all accounts of a person share it
 * @param personId KYC identity, or {@code account:<user_id>} for an account that stands for the person
 * @param timeline everything known day by day
 * @param segments stage and bands at the last evaluation as JSON; null if it was never evaluated
 */
public record StoredUser(
        long userNo,
        String userId,
        long personNo,
        String personId,
        Timeline timeline,
        @Nullable String segments) {

    @Override
    public String toString() {
        return "StoredUser(" + userNo + ")";
    }
}
