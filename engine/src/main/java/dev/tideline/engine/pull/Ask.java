package dev.tideline.engine.pull;

import dev.tideline.engine.placement.Placement;
import java.util.Objects;

/**
 * What a product asks.
 *
 * @param userId the exchange's id of the account
 * @param placement where offers are to be shown
 * @param context what the product tells about the moment, as JSON that fits the placement's schema
 */
public record Ask(String userId, Placement placement, String context) {

    public Ask {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(placement, "placement");
    }
}
