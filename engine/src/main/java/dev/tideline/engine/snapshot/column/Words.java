package dev.tideline.engine.snapshot.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Texts out of bytes; short ones that come again are the same object. Not thread-safe. */
final class Words {

    private static final int ROOM = 2048;
    private static final int LONGEST = 40;

    private final @Nullable String[] texts = new String[ROOM];
    private final byte[][] known = new byte[ROOM][];

    String text(byte[] bytes, int start, int end) {
        if (end - start > LONGEST) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8);
        }
        int hash = 1;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        int at = (hash ^ hash >>> 11) & ROOM - 1;
        String text = texts[at];
        if (text == null || !Arrays.equals(known[at], 0, known[at].length, bytes, start, end)) {
            text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            texts[at] = text;
            known[at] = Arrays.copyOfRange(bytes, start, end);
        }
        return text;
    }
}
