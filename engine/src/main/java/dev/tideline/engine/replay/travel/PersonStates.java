package dev.tideline.engine.replay.travel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One text a person, kept in a file of its own that goes when this is closed; in memory are twelve bytes a person. What is
 * written goes to the end, and {@link #tidy} gives back what was written over. Thread-safe.
 */
final class PersonStates implements AutoCloseable {

    private static final long WORTH_TIDYING = 64L << 20;

    private final long first;
    private final long[] offsets;
    private final int[] lengths;
    private FileChannel file;
    private long end;
    private long live;

    /** For persons with numbers from the first to the last. */
    PersonStates(long first, long last) {
        this.first = first;
        int persons = Math.toIntExact(Math.max(0, last - first + 1));
        this.offsets = new long[persons];
        this.lengths = new int[persons];
        this.file = opened();
    }

    private static FileChannel opened() {
        try {
            Path path = Files.createTempFile("tideline-replay", ".states");
            return FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was put last; null if nothing was. */
    synchronized @Nullable String get(long person) {
        int at = Math.toIntExact(person - first);
        return lengths[at] == 0 ? null : StandardCharsets.UTF_8.decode(read(at)).toString();
    }

    private ByteBuffer read(int at) {
        ByteBuffer bytes = ByteBuffer.allocate(lengths[at]);
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, offsets[at] + bytes.position()) < 0) {
                    throw new IllegalStateException("The states of a replay end before byte " + offsets[at]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.flip();
    }

    synchronized void put(long person, String text) {
        int at = Math.toIntExact(person - first);
        live -= lengths[at];
        write(at, StandardCharsets.UTF_8.encode(text));
        live += lengths[at];
    }

    private void write(int at, ByteBuffer bytes) {
        int length = bytes.remaining();
        try {
            long to = end;
            while (bytes.hasRemaining()) {
                to += file.write(bytes, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        offsets[at] = end;
        lengths[at] = length;
        end += length;
    }

    /** Copies what is live to another file if most of this one is not. */
    synchronized void tidy() {
        if (end < WORTH_TIDYING || end < 2 * live) {
            return;
        }
        FileChannel old = file;
        FileChannel fresh = opened();
        long to = 0;
        try {
            for (int at = 0; at < lengths.length; at++) {
                ByteBuffer bytes = read(at);
                offsets[at] = to;
                while (bytes.hasRemaining()) {
                    to += fresh.write(bytes, to);
                }
            }
            old.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = fresh;
        end = to;
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
