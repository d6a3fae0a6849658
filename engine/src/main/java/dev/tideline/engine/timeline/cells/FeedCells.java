package dev.tideline.engine.timeline.cells;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The values of one feed field by day. Days in a row with the same value are written as one run. */
public final class FeedCells {

    private final int tag;
    private final TreeMap<Long, byte[]> byDay = new TreeMap<>();

    /** No cells yet, of a field of this kind. */
    public FeedCells(int tag) {
        this.tag = tag;
    }

    /** Sets the value of a day; the later call wins. */
    public void put(long day, byte[] value) {
        byDay.put(day, value);
    }

    /** Writes the cells and forgets them. */
    public void write(Bytes into) {
        long previousEnd = 0;
        boolean first = true;
        while (!byDay.isEmpty()) {
            Map.Entry<Long, byte[]> start = byDay.pollFirstEntry();
            long end = start.getKey();
            while (!byDay.isEmpty()
                    && byDay.firstKey() == end + 1
                    && Arrays.equals(byDay.firstEntry().getValue(), start.getValue())) {
                byDay.pollFirstEntry();
                end++;
            }
            if (first) {
                into.signed(start.getKey());
            } else {
                into.unsigned(start.getKey() - previousEnd);
            }
            into.unsigned(end - start.getKey()).put(start.getValue(), 0, start.getValue().length);
            previousEnd = end;
            first = false;
        }
    }

    /** Adds the cells that were written. */
    public void read(Cursor from) {
        long end = 0;
        boolean first = true;
        while (from.more()) {
            long start = first ? from.signed() : end + from.unsigned();
            end = start + from.unsigned();
            int valueStart = from.position();
            skipValue(tag, from);
            byte[] value = Arrays.copyOfRange(from.bytes(), valueStart, from.position());
            for (long day = start; day <= end; day++) {
                byDay.put(day, value);
            }
            first = false;
        }
    }

    private static void skipValue(int tag, Cursor from) {
        long number = from.unsigned();
        if (tag != FeedColumn.NUMBER && number > 0) {
            from.position(from.position() + (int) number - 1);
        }
    }
}
