package dev.tideline.engine.lines;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Consecutive lines of a body, without their line ends. */
public final class LineBatch {

    private static final int TOO_LONG = -1;
    private static final int UNCLOSED = -2;

    private final byte[] bytes;
    private long[] numbers = new long[256];
    private int[] starts = new int[256];
    private int[] lengths = new int[256];
    private int count;

    LineBatch(byte[] bytes) {
        this.bytes = bytes;
    }

    void add(long number, int start, int length) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        numbers[count] = number;
        starts[count] = start;
        lengths[count++] = length;
    }

    void addTooLong(long number) {
        add(number, 0, TOO_LONG);
    }

    void addUnclosed(long number) {
        add(number, 0, UNCLOSED);
    }

    /** How many lines there are. */
    public int count() {
        return count;
    }

    /** The bytes that hold all lines; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of a line in the body, from 1. */
    public long number(int line) {
        return numbers[line];
    }

    /** Whether the line is longer than allowed; it has no bytes then. */
    public boolean tooLong(int line) {
        return lengths[line] == TOO_LONG;
    }

    /** Whether the line opens a quote that is not closed nearby; it has no bytes then. */
    public boolean unclosed(int line) {
        return lengths[line] == UNCLOSED;
    }

    /** Drops the first line. */
    public void dropFirst() {
        count--;
        System.arraycopy(numbers, 1, numbers, 0, count);
        System.arraycopy(starts, 1, starts, 0, count);
        System.arraycopy(lengths, 1, lengths, 0, count);
    }

    /** Where a line starts in {@link #bytes}. */
    public int start(int line) {
        return starts[line];
    }

    /** Length of a line in bytes. */
    public int length(int line) {
        return lengths[line];
    }

    /** A line as text; empty if it is no UTF-8 or has no bytes. */
    public Optional<String> utf8(int line) {
        if (tooLong(line) || unclosed(line)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, starts[line], lengths[line]))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** A line as text; what is no UTF-8 is replaced. */
    public String text(int line) {
        return new String(bytes, starts[line], lengths[line], StandardCharsets.UTF_8);
    }
}
