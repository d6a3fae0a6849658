package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.snapshot.column.RecordColumn;
import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.event.Records;
import dev.tideline.rules.facts.Fact;
import java.util.Arrays;

/**
 * Things that begin and end: withdrawals and vouchers. Of several with the same key the first to begin ends first; an
 * end without a beginning before it is of no account.
 */
final class OpenMeasures {

    private final RecordColumn records;
    private final Cursor cursor = new Cursor();
    private long[] keys = new long[8];
    private long[] since = new long[8];
    private int open;

    OpenMeasures(RecordColumn records) {
        this.records = records;
    }

    /** Works out what is open; the oldest comes first. */
    private void match() {
        open = 0;
        for (int i = 0; i < records.size(); i++) {
            records.open(i, 0, cursor);
            int kind = cursor.next();
            long key = cursor.eightBytes();
            if (kind == Records.OPENED) {
                begin(key, records.micros(i));
            } else {
                end(key);
            }
        }
    }

    private void begin(long key, long micros) {
        if (open == keys.length) {
            keys = Arrays.copyOf(keys, open * 2);
            since = Arrays.copyOf(since, open * 2);
        }
        keys[open] = key;
        since[open++] = micros;
    }

    private void end(long key) {
        for (int i = 0; i < open; i++) {
            if (keys[i] == key) {
                open--;
                System.arraycopy(keys, i + 1, keys, i, open - i);
                System.arraycopy(since, i + 1, since, i, open - i);
                return;
            }
        }
    }

    /** When the oldest open one began. */
    Measure.OfNumber oldest() {
        return new Measure.OfNumber() {
            @Override
            public long at(long day, long micros) {
                match();
                return open == 0 ? Fact.MISSING : since[0];
            }
        };
    }

    /** How many are open. */
    Measure.OfNumber count() {
        return new Measure.OfNumber() {
            @Override
            public long at(long day, long micros) {
                match();
                return open;
            }
        };
    }
}
