package dev.tideline.engine.lines;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of bytes that are kept until they are wanted: a few in memory, many in a temporary file that only this process
 * can read and that is gone when the spool is closed. Not thread-safe.
 */
public final class Spool implements AutoCloseable {

    private static final long IN_MEMORY = 1 << 22;

    private final List<Chunk> chunks = new ArrayList<>();
    private final List<byte[]> kept = new ArrayList<>();
    private long size;
    private @Nullable FileChannel file;

    private record Chunk(long at, int length, int items) {}

    /** Adds the first {@code length} of these bytes, which hold so many items. */
    public void add(byte[] bytes, int length, int items) throws IOException {
        chunks.add(new Chunk(size, length, items));
        size += length;
        if (file == null && size > IN_MEMORY) {
            file = moveToFile();
        }
        if (file == null) {
            kept.add(java.util.Arrays.copyOf(bytes, length));
        } else {
            write(file, bytes, length);
        }
    }

    /** How many chunks there are. */
    public int chunks() {
        return chunks.size();
    }

    /** How many items a chunk holds. */
    public int items(int chunk) {
        return chunks.get(chunk).items();
    }

    /** The bytes of a chunk; not to be changed. */
    public byte[] read(int chunk) throws IOException {
        if (file == null) {
            return kept.get(chunk);
        }
        Chunk wanted = chunks.get(chunk);
        ByteBuffer buffer = ByteBuffer.allocate(wanted.length());
        while (buffer.hasRemaining()) {
            if (file.read(buffer, wanted.at() + buffer.position()) < 0) {
                throw new EOFException("The spool ends inside chunk " + chunk);
            }
        }
        return buffer.array();
    }

    @Override
    public void close() throws IOException {
        kept.clear();
        if (file != null) {
            file.close();
        }
    }

    private FileChannel moveToFile() throws IOException {
        FileChannel opened = FileChannel.open(
                Files.createTempFile("tideline-spool-", ".bin"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        for (byte[] chunk : kept) {
            write(opened, chunk, chunk.length);
        }
        kept.clear();
        return opened;
    }

    private static void write(FileChannel to, byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }
}
