package dev.tideline.engine.offer;

import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.risk.Clearance;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks an offer to do.
 *
 * @param decision id of its decision
 * @param turn what it is to do
 * @param at when
 * @param earned how much of its incentives was earned, decimals as texts in their assets, by the incentive's version, or
 *     under {@link #ONLY}; of those that it does not name, all
 * @param userId the only user whose offers the asking one knows of; null for all
 * @param clearance what risk says, if its grants are to be reserved now
 */
public record Asked(
        UUID decision,
        Turn turn,
        Instant at,
        Map<String, String> earned,
        @Nullable String userId,
        Clearance clearance) {

    /** Names the incentive of an offer that has one. */
    public static final String ONLY = "";

    public Asked {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(turn, "turn");
        earned = Map.copyOf(earned);
    }

    /** Where there is no risk service. */
    public static Asked to(UUID decision, Turn turn, Instant at) {
        return new Asked(decision, turn, at, Map.of(), null, Clearance.off());
    }

    /** The same, by one user or by somebody who acts for all. */
    public Asked by(@Nullable String user) {
        return new Asked(decision, turn, at, earned, user, clearance);
    }

    /** The same under what risk says. */
    public Asked under(Clearance said) {
        return new Asked(decision, turn, at, earned, userId, said);
    }

    /** The same with so much earned. */
    public Asked earning(Map<String, String> amounts) {
        return new Asked(decision, turn, at, amounts, userId, clearance);
    }

    /** Whether the asking one knows of this offer. */
    public boolean knows(Offer offer) {
        return userId == null || userId.equals(offer.userId());
    }
}
