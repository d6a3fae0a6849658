package dev.tideline.engine.snapshot.column;

import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.Timeline;
import dev.tideline.engine.timeline.cells.Columns;
import dev.tideline.engine.timeline.cells.Cursor;
import dev.tideline.engine.timeline.cells.FeedColumn;
import dev.tideline.engine.timeline.cells.Metric;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import org.jspecify.annotations.Nullable;

/** The needed columns of the timeline that is being read. Columns that were not asked for are skipped. */
public final class History {

    private final Words words = new Words();
    private final FeedFields feeds = new FeedFields(words);
    private final Tickets tickets;

    private final @Nullable NumberColumn[] numbers = new NumberColumn[Metric.LIMIT];
    private final @Nullable RecordColumn[] records = new RecordColumn[Metric.LIMIT];
    private final RecordColumn ticketRecords = new RecordColumn(words);
    private final Columns columns = new Columns();
    private final Cursor cursor = new Cursor();
    private long laterDay;

    /** A history of which nothing is needed yet. */
    public History() {
        tickets = new Tickets(ticketRecords);
    }

    /** The numbers of a metric, needed from now on. */
    public NumberColumn numbers(Metric metric) {
        NumberColumn column = numbers[metric.id()];
        if (column == null) {
            column = new NumberColumn();
            numbers[metric.id()] = column;
        }
        return column;
    }

    /** The records of a metric, needed from now on. */
    public RecordColumn records(Metric metric) {
        RecordColumn column = records[metric.id()];
        if (column == null) {
            column = metric == Metric.TICKETS ? ticketRecords : new RecordColumn(words);
            records[metric.id()] = column;
        }
        return column;
    }

    /** The tickets, needed from now on. */
    public Tickets tickets() {
        records(Metric.TICKETS);
        return tickets;
    }

    /** The days of a field that a feed sets, needed from now on. */
    public Series series(Field field) {
        return feeds.series(field);
    }

    /** Has a field that a feed sets filled from now on. */
    public void fill(Field field) {
        feeds.fill(field);
    }

    /** The first day after the snapshot's on which something is known already, or {@link Days#NEVER}. */
    public long laterDay() {
        return laterDay;
    }

    /** Reads the needed columns up to a day; feed fields go straight into the fact. */
    public void read(Timeline timeline, long lastDay, FactBuilder into) {
        clear();
        columns.reset(timeline.bytes());
        while (columns.next()) {
            int tag = columns.tag();
            long later = Days.NEVER;
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
        laterDay = Days.NEVER;
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
