package dev.tideline.engine.ledger.pool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An order of ids that favours nobody for long: by the SHA-256 of a salt and the id. */
final class TieBreak {

    private final String salt;

    TieBreak(String salt) {
        this.salt = salt;
    }

    /** The place of an id in the order, as a text that sorts. */
    String place(String id) {
        try {
            byte[] text = (salt + "|" + id).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
