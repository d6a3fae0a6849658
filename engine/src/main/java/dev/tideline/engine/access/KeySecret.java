package dev.tideline.engine.access;

import dev.tideline.rules.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A key as its holder presents it: {@code tl_<id>_<secret>}, or a secret that the operator chose himself. One that is made
 * here has 192 random bits, so one round of SHA-256 keeps it: there is nothing to guess that a slow hash would slow down.
 * A chosen one is as good as the operator's choice: let it be as random.
 *
 * @param id public part; empty if the operator chose the secret, which tells nothing of itself
 * @param secret the rest; never logged, never kept
 */
public record KeySecret(String id, String secret) {

    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 24;
    private static final int SHORTEST_SECRET = 16;

    /** A fresh key from this source of random bytes. */
    public static KeySecret random(Consumer<byte[]> randomBytes) {
        return new KeySecret(randomId(randomBytes), text(SECRET_BYTES, randomBytes));
    }

    /** An id that says nothing of any secret. */
    static String randomId(Consumer<byte[]> randomBytes) {
        return text(ID_BYTES, randomBytes).replace('_', 'x').replace('-', 'y');
    }

    /**
     * Reads what a caller sent. A token of another form is taken as a secret that the operator chose himself. Empty if the
     * token is too short to be a secret.
     */
    public static Optional<KeySecret> parse(String token) {
        String[] parts = token.split("_", 3);
        if (parts.length == 3 && parts[0].equals("tl") && !parts[1].isEmpty() && parts[2].length() >= SHORTEST_SECRET) {
            return Optional.of(new KeySecret(parts[1], parts[2]));
        }
        return token.length() < SHORTEST_SECRET ? Optional.empty() : Optional.of(new KeySecret("", token));
    }

    /** Whether the operator chose it: such a key is found by its hash. */
    boolean isChosen() {
        return id.isEmpty();
    }

    /** What is kept of the secret: its SHA-256 in hexadecimal digits. */
    public String hash() {
        return Sha256.hex(secret);
    }

    /** Whether the kept hash is of this secret, in time that does not depend on the answer. */
    public boolean matches(String kept) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), kept.getBytes(StandardCharsets.US_ASCII));
    }

    /** What the holder sends. */
    public String token() {
        return isChosen() ? secret : "tl_" + id + "_" + secret;
    }

    @Override
    public String toString() {
        return isChosen() ? "KeySecret(chosen)" : "KeySecret(" + id + ")";
    }

    private static String text(int length, Consumer<byte[]> randomBytes) {
        byte[] bytes = new byte[length];
        randomBytes.accept(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
