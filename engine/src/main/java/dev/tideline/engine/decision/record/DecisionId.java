package dev.tideline.engine.decision.record;

import dev.tideline.rules.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/** Ids that follow from what they name (UUID version 8 of RFC 9562), so that doing it again cannot make a second one. */
public final class DecisionId {

    private DecisionId() {}

    /** The id of what these name: that of a decision and the place of one of its parts names the message of the part. */
    public static UUID of(Object... named) {
        MessageDigest sha = Sha256.digest();
        for (Object part : named) {
            sha.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha.digest());
        long most = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long least = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
