package dev.tideline.engine.ledger.pool;

import java.math.BigInteger;
import java.util.Objects;

/**
 * Somebody who has a part in a pool.
 *
 * @param id person or wallet
 * @param weight his part, relative to the weights of the others; 0 or more
 */
public record Share(String id, BigInteger weight) {

    public Share {
        Objects.requireNonNull(id, "id");
        if (weight.signum() < 0) {
            throw new IllegalArgumentException("Share of " + id + " weighs " + weight + ". Try 0 or more.");
        }
    }
}
