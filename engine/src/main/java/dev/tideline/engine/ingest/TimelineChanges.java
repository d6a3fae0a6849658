package dev.tideline.engine.ingest;

import dev.tideline.engine.database.CopyReader;
import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.lines.Spool;
import dev.tideline.engine.timeline.Timeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a batch adds to timelines: collected user by user in the order of their numbers, then merged into the timelines
 * that are there. Spooled, so that memory does not grow with the number of users.
 */
final class TimelineChanges implements AutoCloseable {

    private static final int USERS_A_CHUNK = 2_000;

    private final Spool spool = new Spool();
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(chunk);
    private int users;

    /** Adds what a user's timeline gains; users come in ascending order, each once. */
    void add(long userNo, Timeline gained) {
        try {
            out.writeLong(userNo);
            out.writeInt(gained.bytes().length);
            out.write(gained.bytes());
            if (++users == USERS_A_CHUNK) {
                endChunk();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void endChunk() throws IOException {
        if (users > 0) {
            spool.add(chunk.toByteArray(), chunk.size(), users);
            chunk.reset();
            users = 0;
        }
    }

    /** Merges everything into the users' timelines; users whose timeline stays as it is are left alone. */
    void apply(Transaction transaction) {
        transaction.execute("""
                CREATE TEMP TABLE IF NOT EXISTS stage_timeline (user_no bigint, timeline bytea) ON COMMIT DELETE ROWS""");
        try {
            endChunk();
            int changed = 0;
            for (int i = 0; i < spool.chunks(); i++) {
                write(transaction, merged(transaction, read(spool.read(i))));
                changed += spool.items(i);
            }
            StagedUsers.analyse(transaction, "stage_timeline", changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        transaction.execute("""
                UPDATE users u SET timeline = s.timeline, changed_xid = pg_current_xact_id()
                FROM stage_timeline s WHERE u.user_no = s.user_no""");
    }

    private static Map<Long, Timeline> read(byte[] bytes) throws IOException {
        Map<Long, Timeline> gained = new TreeMap<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        while (in.available() > 0) {
            long userNo = in.readLong();
            gained.put(userNo, Timeline.of(in.readNBytes(in.readInt())));
        }
        return gained;
    }

    private static Map<Long, Timeline> merged(Transaction transaction, Map<Long, Timeline> gained) {
        String numbers = gained.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        String query = "SELECT user_no, timeline FROM users WHERE user_no = ANY('{" + numbers + "}'::bigint[])";
        Map<Long, Timeline> merged = new TreeMap<>();
        try (CopyReader in = transaction.copyOut(query)) {
            while (in.next()) {
                long userNo = in.bigint();
                Timeline known = Timeline.of(in.bytes());
                Timeline after = known.merge(gained.getOrDefault(userNo, Timeline.empty()));
                if (!after.equals(known)) {
                    merged.put(userNo, after);
                }
            }
        }
        return merged;
    }

    private static void write(Transaction transaction, Map<Long, Timeline> merged) {
        try (CopyWriter out = transaction.copyIn("stage_timeline (user_no, timeline)")) {
            merged.forEach((userNo, timeline) -> {
                out.rows().row(2).bigint(userNo).bytes(timeline.bytes());
                out.flushIfFull();
            });
            out.finish();
        }
    }

    @Override
    public void close() {
        try {
            spool.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
