package dev.tideline.rules.playbook;

import dev.tideline.rules.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;

/** Names a set of files by its content: the name of the version that they make. */
public final class ContentHash {

    private ContentHash() {}

    /** SHA-256 over each name and text, each preceded by its length so that no two sets read alike. */
    public static String of(SortedMap<String, String> files) {
        MessageDigest digest = Sha256.digest();
        files.forEach((name, text) -> {
            add(digest, name);
            add(digest, text);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
