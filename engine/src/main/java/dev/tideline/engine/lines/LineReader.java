package dev.tideline.engine.lines;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Splits a body into lines. A byte order mark at the start, carriage returns before line feeds and empty lines are
 * dropped; lines keep their numbers. Memory is bounded by the longest line allowed. Not thread-safe.
 */
public final class LineReader {

    private static final int BATCH_BYTES = 1 << 19;

    /** A quoted cell may hold line feeds, but an unclosed quote must not swallow the file. */
    private static final int LONGEST_OF_SEVERAL_LINES = 1 << 14;

    private static final int NONE = -1;
    private static final int UNCLOSED = -2;

    private final InputStream body;
    private final int longest;
    private final boolean quoted;

    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private long number = 1;
    private boolean atEnd;
    private boolean skipping;
    private boolean begun;
    private @Nullable LineBatch pending;

    private LineReader(InputStream body, int longest, boolean quoted) {
        this.body = body;
        this.longest = longest;
        this.quoted = quoted;
    }

    /** Lines that end at each line feed. */
    public static LineReader plain(InputStream body, int longest) {
        return new LineReader(body, longest, false);
    }

    /** Rows of a CSV file: a line feed inside double quotes does not end a row. A row has the number of its first line. */
    public static LineReader csv(InputStream body, int longest) {
        return new LineReader(body, longest, true);
    }

    /**
     * The next lines, at least one; empty at the end.
     *
     * @throws IOException if the body breaks off
     */
    public Optional<LineBatch> next() throws IOException {
        LineBatch waiting = pending;
        pending = null;
        return waiting == null ? read() : Optional.of(waiting);
    }

    /**
     * Looks at the next lines without taking them; empty at the end.
     *
     * @throws IOException if the body breaks off
     */
    public Optional<LineBatch> peek() throws IOException {
        Optional<LineBatch> following = next();
        pending = following.orElse(null);
        return following;
    }

    private Optional<LineBatch> read() throws IOException {
        while (!atEnd) {
            refill();
            LineBatch batch = new LineBatch(bytes);
            split(batch);
            if (batch.count() > 0) {
                return Optional.of(batch);
            }
        }
        return Optional.empty();
    }

    private void refill() throws IOException {
        byte[] room = new byte[Math.max(BATCH_BYTES, longest * 2)];
        int carried = end - start;
        System.arraycopy(bytes, start, room, 0, carried);
        int read = body.readNBytes(room, carried, room.length - carried);
        bytes = room;
        start = 0;
        end = carried + read;
        atEnd = end < room.length;
        if (!begun && end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            start = 3;
        }
        begun = true;
    }

    private void split(LineBatch batch) {
        int feed;
        while ((feed = quoted && !skipping ? unquotedLineFeed() : plainLineFeed()) != NONE) {
            if (feed == UNCLOSED) {
                batch.addUnclosed(number);
                feed = plainLineFeed();
            } else {
                emit(batch, feed);
            }
            consume(feed + 1);
        }
        if (atEnd && start < end) {
            emit(batch, end);
            consume(end);
        } else if (end - start > longest) {
            tooLong(batch);
            skipping = true;
            consume(end);
        }
    }

    private void emit(LineBatch batch, int to) {
        int length = to > start && bytes[to - 1] == '\r' ? to - 1 - start : to - start;
        if (skipping) {
            skipping = false;
        } else if (length > longest) {
            tooLong(batch);
        } else if (length > 0) {
            batch.add(number, start, length);
        }
    }

    private void tooLong(LineBatch batch) {
        if (!skipping) {
            batch.addTooLong(number);
        }
    }

    private void consume(int to) {
        for (int i = quoted ? start : Math.max(start, to - 1); i < to; i++) {
            if (bytes[i] == '\n') {
                number++;
            }
        }
        start = to;
    }

    private int plainLineFeed() {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return NONE;
    }

    private int unquotedLineFeed() {
        boolean inside = false;
        boolean cellStart = true;
        boolean severalLines = false;
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '"' && (inside || cellStart || bytes[i - 1] == '"')) {
                inside = !inside;
            } else if (b == '\n' && !inside) {
                return i;
            }
            severalLines |= b == '\n';
            if (severalLines && inside && i - start > LONGEST_OF_SEVERAL_LINES) {
                return UNCLOSED;
            }
            cellStart = b == ',' && !inside;
        }
        return atEnd && inside && severalLines ? UNCLOSED : NONE;
    }
}
