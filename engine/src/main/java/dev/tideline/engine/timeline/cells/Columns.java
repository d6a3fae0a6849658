package dev.tideline.engine.timeline.cells;

/** Walks the columns of a timeline in their order: metrics by id, then feed fields. Reusable; not thread-safe. */
public final class Columns {

    private final Cursor cursor = new Cursor();
    private int tag;
    private int hash;
    private int headerStart;
    private int start;
    private int end;

    /** Starts before the first column of a timeline in these bytes. */
    public Columns reset(byte[] bytes) {
        cursor.reset(bytes, 1, bytes.length);
        end = 1;
        return this;
    }

    /** Goes to the next column; false if there is none. */
    public boolean next() {
        cursor.position(end);
        if (!cursor.more()) {
            return false;
        }
        headerStart = end;
        tag = cursor.next();
        hash = tag < FeedColumn.FIRST_TAG ? 0 : cursor.fourBytes();
        int length = (int) cursor.unsigned();
        start = cursor.position();
        end = start + length;
        return true;
    }

    /** The id of the metric, or the tag of the kind of feed field. */
    public int tag() {
        return tag;
    }

    /** The hash of the feed field; 0 for metrics. */
    public int hash() {
        return hash;
    }

    /** Puts a cursor on the column's entries. */
    public void open(Cursor entries) {
        entries.reset(cursor.bytes(), start, end);
    }

    /** How the column this is at and that of the other stand in their order: negative, zero or positive. */
    public int order(Columns other) {
        int order = Integer.compare(tag, other.tag);
        return order == 0 ? Integer.compareUnsigned(hash, other.hash) : order;
    }

    /** Copies the column as it is. */
    public void copy(Bytes into) {
        into.put(cursor.bytes(), headerStart, end);
    }

    /** Writes a column; nothing if it has no entries. */
    public static void write(int tag, int hash, Bytes entries, Bytes into) {
        if (entries.size() == 0) {
            return;
        }
        into.put(tag);
        if (tag >= FeedColumn.FIRST_TAG) {
            into.fourBytes(hash);
        }
        into.unsigned(entries.size()).put(entries);
    }
}
