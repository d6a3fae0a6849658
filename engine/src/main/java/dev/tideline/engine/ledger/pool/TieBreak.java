package dev.tideline.engine.ledger.pool;

import dev.tideline.rules.hash.Sha256;

/** An order of ids that favours nobody for long: by the SHA-256 of a salt and the id. */
final class TieBreak {

    private final String salt;

    TieBreak(String salt) {
        this.salt = salt;
    }

    /** The place of an id in the order, as a text that sorts. */
    String place(String id) {
        return Sha256.hex(salt + "|" + id);
    }
}
