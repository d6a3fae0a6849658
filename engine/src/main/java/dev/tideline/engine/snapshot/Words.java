package dev.tideline.engine.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
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

    /** The body of a record, without its first characters. */
    String body(RecordColumn records, int index, int skipped) {
        return text(records.bytes, records.starts[index] + skipped, records.ends[index]);
    }

    /** How many different bodies there are from a day on. */
    int distinct(RecordColumn records, long firstDay) {
        Set<String> distinct = new HashSet<>();
        for (int i = records.size - 1; i >= 0 && records.days[i] >= firstDay; i--) {
            distinct.add(body(records, i, 0));
        }
        return distinct.size();
    }
}
