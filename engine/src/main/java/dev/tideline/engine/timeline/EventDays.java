package dev.tideline.engine.timeline;

import dev.tideline.engine.timeline.cells.Bytes;
import dev.tideline.engine.timeline.cells.Columns;
import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.cells.EventRecord;
import dev.tideline.engine.timeline.cells.FeedColumn;
import dev.tideline.engine.timeline.cells.Metric;
import dev.tideline.engine.timeline.cells.NumberCells;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** A part of a timeline by days of its events. */
final class EventDays {

    private EventDays() {}

    /** The events of the days that are kept, with the feed values or without. */
    static byte[] select(Timeline timeline, LongPredicate kept, boolean feeds) {
        Bytes selected = new Bytes().put(timeline.bytes(), 0, 1);
        Bytes entries = new Bytes();
        Cursor cursor = new Cursor();
        Columns columns = new Columns().reset(timeline.bytes());
        while (columns.next()) {
            if (columns.tag() < FeedColumn.FIRST_TAG) {
                columns.open(cursor);
                entries.clear();
                column(Metric.of(columns.tag()), cursor, kept, entries);
                Columns.write(columns.tag(), 0, entries, selected);
            } else if (feeds) {
                columns.copy(selected);
            }
        }
        return selected.toArray();
    }

    private static void column(Metric metric, Cursor from, LongPredicate kept, Bytes into) {
        if (metric.rule().isNumber()) {
            numbers(metric, from, kept, into);
        } else {
            List<EventRecord> records = new ArrayList<>();
            EventRecord.read(metric, from, records);
            records.removeIf(record -> !kept.test(record.day()));
            EventRecord.write(records, into);
        }
    }

    private static void numbers(Metric metric, Cursor from, LongPredicate kept, Bytes into) {
        NumberCells cells = new NumberCells();
        long day = from.signed();
        while (true) {
            long value = from.signed();
            if (kept.test(day)) {
                cells.add(metric, day, value);
            }
            if (!from.more()) {
                break;
            }
            day += from.unsigned();
        }
        cells.write(metric, 0, into);
    }
}
