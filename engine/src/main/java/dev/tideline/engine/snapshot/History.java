package dev.tideline.engine.snapshot;

import dev.tideline.engine.timeline.cells.Columns;
import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.cells.FeedColumn;
import dev.tideline.engine.timeline.cells.Metric;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.rules.facts.FactBuilder;
import org.jspecify.annotations.Nullable;

/** The needed columns of the timeline that is being read. Columns that were not asked for are skipped. */
final class History {

    final Words words = new Words();
    final FeedFields feeds = new FeedFields(words);
    final Tickets tickets;

    private final @Nullable NumberColumn[] numbers = new NumberColumn[Metric.LIMIT];
    private final @Nullable RecordColumn[] records = new RecordColumn[Metric.LIMIT];
    private final RecordColumn ticketRecords = new RecordColumn();
    private final Columns columns = new Columns();
    private final Cursor cursor = new Cursor();
    private long laterDay;

    History() {
        tickets = new Tickets(ticketRecords, words);
    }

    NumberColumn numbers(Metric metric) {
        NumberColumn column = numbers[metric.id()];
        if (column == null) {
            column = new NumberColumn();
            numbers[metric.id()] = column;
        }
        return column;
    }

    RecordColumn records(Metric metric) {
        RecordColumn column = records[metric.id()];
        if (column == null) {
            column = metric == Metric.TICKETS ? ticketRecords : new RecordColumn();
            records[metric.id()] = column;
        }
        return column;
    }

    /** The first day after the snapshot's on which something is known already, or {@link Measure#NEVER}. */
    long laterDay() {
        return laterDay;
    }

    /** Reads the needed columns up to a day; feed fields go straight into the fact. */
    void read(Timeline timeline, long lastDay, FactBuilder into) {
        clear();
        columns.reset(timeline.bytes());
        while (columns.next()) {
            int tag = columns.tag();
            long later = Measure.NEVER;
            if (tag >= FeedColumn.FIRST_TAG) {
                later = feeds.read(columns, cursor, lastDay, into);
            } else if (numbers[tag] != null) {
                columns.open(cursor);
                later = numbers[tag].read(cursor, lastDay);
            } else if (records[tag] != null) {
                columns.open(cursor);
                later = records[tag].read(cursor, lastDay);
            }
            laterDay = Math.min(laterDay, later);
        }
        tickets.match();
    }

    private void clear() {
        laterDay = Measure.NEVER;
        for (NumberColumn column : numbers) {
            if (column != null) {
                column.size = 0;
            }
        }
        for (RecordColumn column : records) {
            if (column != null) {
                column.size = 0;
            }
        }
        feeds.clear();
    }
}
