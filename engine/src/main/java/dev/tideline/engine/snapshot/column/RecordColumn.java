package dev.tideline.engine.snapshot.column;

import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.cells.Cursor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** One metric's records in order of time. */
public final class RecordColumn extends DayColumn {

    private static final long DAY_MICROS = 86_400_000_000L;

    private final Words words;
    private byte[] bytes = new byte[0];
    private long[] micros = new long[8];
    private int[] starts = new int[8];
    private int[] ends = new int[8];

    RecordColumn(Words words) {
        super(8);
        this.words = words;
    }

    /** The instant of a record, in microseconds; the start of its day where none matters. */
    public long micros(int index) {
        return micros[index];
    }

    /** The first byte of a record's body. */
    public byte first(int index) {
        return bytes[starts[index]];
    }

    /** Puts a cursor on a record's body, behind its first bytes. */
    public void open(int index, int skipped, Cursor body) {
        body.reset(bytes, starts[index] + skipped, ends[index]);
    }

    /** The body of a record as text, without its first characters. */
    public String text(int index, int skipped) {
        return words.text(bytes, starts[index] + skipped, ends[index]);
    }

    /** What a cursor on a record's body has left, as text. */
    public String rest(int index, Cursor body) {
        return words.text(bytes, body.position(), ends[index]);
    }

    /** How many different texts there are from a day on. */
    public int distinctTexts(long firstDay) {
        Set<String> distinct = new HashSet<>();
        for (int i = size - 1; i >= 0 && days[i] >= firstDay; i--) {
            distinct.add(text(i, 0));
        }
        return distinct.size();
    }

    /** Reads the days up to the last one; gives the first day after it, or {@link Days#NEVER}. */
    long read(Cursor entries, long lastDay) {
        size = 0;
        bytes = entries.bytes();
        long day = entries.signed();
        while (day <= lastDay) {
            if (size == days.length) {
                grow();
            }
            days[size] = day;
            micros[size] = entries.signed() + day * DAY_MICROS;
            int length = (int) entries.unsigned();
            starts[size] = entries.position();
            ends[size++] = entries.position() + length;
            entries.position(entries.position() + length);
            if (!entries.more()) {
                return Days.NEVER;
            }
            day += entries.unsigned();
        }
        return day;
    }

    private void grow() {
        int room = size * 2;
        days = Arrays.copyOf(days, room);
        micros = Arrays.copyOf(micros, room);
        starts = Arrays.copyOf(starts, room);
        ends = Arrays.copyOf(ends, room);
    }
}
