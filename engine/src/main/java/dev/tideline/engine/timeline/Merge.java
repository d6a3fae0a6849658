package dev.tideline.engine.timeline;

import dev.tideline.engine.timeline.cells.Bytes;
import dev.tideline.engine.timeline.cells.Columns;
import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.cells.EventRecord;
import dev.tideline.engine.timeline.cells.FeedCells;
import dev.tideline.engine.timeline.cells.FeedColumn;
import dev.tideline.engine.timeline.cells.Metric;
import java.util.ArrayList;
import java.util.List;

/** Two timelines becoming one. */
final class Merge {

    private final Columns left = new Columns();
    private final Columns right = new Columns();
    private final Cursor a = new Cursor();
    private final Cursor b = new Cursor();
    private final Bytes entries = new Bytes();
    private final Bytes merged = new Bytes();

    byte[] of(Timeline earlier, Timeline later) {
        merged.put(earlier.bytes(), 0, 1);
        boolean moreLeft = left.reset(earlier.bytes()).next();
        boolean moreRight = right.reset(later.bytes()).next();
        while (moreLeft || moreRight) {
            int order = !moreLeft ? 1 : !moreRight ? -1 : left.order(right);
            if (order == 0) {
                column();
            } else {
                (order < 0 ? left : right).copy(merged);
            }
            moreLeft = order > 0 ? moreLeft : left.next();
            moreRight = order < 0 ? moreRight : right.next();
        }
        return merged.toArray();
    }

    private void column() {
        entries.clear();
        left.open(a);
        right.open(b);
        if (left.tag() >= FeedColumn.FIRST_TAG) {
            feed(left.tag());
        } else if (Metric.of(left.tag()).rule().isNumber()) {
            numbers(Metric.of(left.tag()).rule());
        } else {
            records(Metric.of(left.tag()));
        }
        Columns.write(left.tag(), left.hash(), entries, merged);
    }

    private void feed(int tag) {
        FeedCells cells = new FeedCells(tag);
        cells.read(a);
        cells.read(b);
        cells.write(entries);
    }

    private void records(Metric metric) {
        List<EventRecord> records = new ArrayList<>();
        EventRecord.read(metric, a, records);
        EventRecord.read(metric, b, records);
        records.sort(null);
        EventRecord.write(records, entries);
    }

    private void numbers(Metric.Rule rule) {
        long dayA = a.signed();
        long dayB = b.signed();
        long before = 0;
        boolean first = true;
        while (dayA != Long.MAX_VALUE || dayB != Long.MAX_VALUE) {
            long day = Math.min(dayA, dayB);
            long value = dayA == dayB ? rule.join(a.signed(), b.signed()) : day == dayA ? a.signed() : b.signed();
            if (first) {
                entries.signed(day);
            } else {
                entries.unsigned(day - before);
            }
            entries.signed(value);
            before = day;
            first = false;
            dayA = dayA == day ? following(a, day) : dayA;
            dayB = dayB == day ? following(b, day) : dayB;
        }
    }

    private static long following(Cursor cursor, long day) {
        return cursor.more() ? day + cursor.unsigned() : Long.MAX_VALUE;
    }
}
