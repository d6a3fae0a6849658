package dev.tideline.engine.snapshot.column;

/** The days of a column's cells, ascending, up to the day of the snapshot. */
public abstract sealed class DayColumn permits NumberColumn, RecordColumn {

    int size;
    long[] days;

    DayColumn(int room) {
        days = new long[room];
    }

    /** How many cells there are. */
    public final int size() {
        return size;
    }

    /** The day of a cell. */
    public final long day(int index) {
        return days[index];
    }
}
