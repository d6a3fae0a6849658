package dev.tideline.engine.idempotency;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Answers by caller and key, kept for 30 days by the database's clock. A first call that never ended, since its server
 * died, is taken over after two minutes: what it does must itself be harmless to do again. Blocking; thread-safe.
 */
public final class IdempotentCalls {

    private final Database database;

    public IdempotentCalls(Database database) {
        this.database = database;
    }

    /**
     * A call that begins.
     *
     * @param caller who calls; keys of different callers are different keys
     * @param key the caller's name for the call
     * @param requestHash hash of method, path and body
     */
    public record Beginning(String caller, String key, String requestHash) {}

    /** The end of an attempt. */
    public record Ending(String caller, String key, UUID attempt, KeptAnswer answer) {}

    /** Begins calls; of those with the same key the first one is the first. In their order. */
    public List<Begun> begin(List<Beginning> calls) {
        Map<Name, Beginning> fresh = new TreeMap<>();
        calls.forEach(call -> fresh.putIfAbsent(Name.of(call), call));
        List<Beginning> asked = List.copyOf(fresh.values());
        return database.inTransaction(transaction -> {
            Map<Name, UUID> first = insert(transaction, asked);
            Map<Integer, Begun> begun = new TreeMap<>();
            for (int i : inOrderOfName(calls)) {
                UUID attempt = first.remove(Name.of(calls.get(i)));
                begun.put(i, attempt != null ? new Begun.First(attempt) : again(transaction, calls.get(i)));
            }
            return List.copyOf(begun.values());
        });
    }

    /** Rows are locked in one order by everybody; of one name the earlier call comes first. */
    private static List<Integer> inOrderOfName(List<Beginning> calls) {
        return IntStream.range(0, calls.size())
                .boxed()
                .sorted(Comparator.comparing(i -> Name.of(calls.get(i))))
                .toList();
    }

    private record Name(String caller, String key) implements Comparable<Name> {

        static Name of(Beginning call) {
            return new Name(call.caller(), call.key());
        }

        @Override
        public int compareTo(Name other) {
            int order = caller.compareTo(other.caller);
            return order != 0 ? order : key.compareTo(other.key);
        }
    }

    /**
     * The commit waits for no disk. The log is written in order: whatever the call does durably is behind its beginning
     * there, so that a crash that loses the beginning loses what it began.
     */
    private static Map<Name, UUID> insert(Transaction transaction, List<Beginning> calls) {
        Map<Name, UUID> first = new HashMap<>();
        transaction
                .sql("""
                        INSERT INTO idempotent_call AS c (caller, key, request_hash, attempt)
                        SELECT u.* FROM set_config('synchronous_commit', 'off', true),
                            unnest(:callers, :keys, :hashes, :attempts) AS u
                        ON CONFLICT (caller, key) DO UPDATE
                            SET request_hash = excluded.request_hash, attempt = excluded.attempt,
                                begun_at = now(), status = NULL, content_type = NULL, body = NULL
                            WHERE c.begun_at < now() - interval '30 days'
                        RETURNING caller, key, attempt
                        """)
                .bind("callers", calls.stream().map(Beginning::caller).toList())
                .bind("keys", calls.stream().map(Beginning::key).toList())
                .bind("hashes", calls.stream().map(Beginning::requestHash).toList())
                .bind("attempts", calls.stream().map(call -> UUID.randomUUID()).toList())
                .list(row -> first.put(new Name(row.text("caller"), row.text("key")), row.uuid("attempt")));
        return first;
    }

    private static Begun again(Transaction transaction, Beginning call) {
        return transaction
                .sql("""
                        SELECT request_hash, status, content_type, body, begun_at < now() - interval '2 minutes' AS abandoned
                        FROM idempotent_call WHERE caller = :caller AND key = :key FOR UPDATE
                        """)
                .bind("caller", call.caller())
                .bind("key", call.key())
                .first(row -> told(row, call.requestHash()))
                .map(told -> told instanceof Begun.First ? takeOver(transaction, call) : told)
                .orElseGet(Begun.InFlight::new);
    }

    private static Begun told(Row row, String requestHash) throws SQLException {
        if (!row.text("request_hash").equals(requestHash)) {
            return new Begun.OtherRequest();
        }
        if (row.optionalNumber("status").isPresent()) {
            return new Begun.Answered(
                    new KeptAnswer(row.integer("status"), row.text("content_type"), row.bytes("body")));
        }
        return row.flag("abandoned") ? new Begun.First(new UUID(0, 0)) : new Begun.InFlight();
    }

    private static Begun takeOver(Transaction transaction, Beginning call) {
        UUID attempt = UUID.randomUUID();
        transaction
                .sql("UPDATE idempotent_call SET attempt = :attempt, begun_at = now()"
                        + " WHERE caller = :caller AND key = :key")
                .bind("attempt", attempt)
                .bind("caller", call.caller())
                .bind("key", call.key())
                .update();
        return new Begun.First(attempt);
    }

    /** Keeps the answers of attempts, but for those that have one or that another has taken over. */
    public void finish(List<Ending> ended) {
        List<Ending> inOrder = ended.stream()
                .sorted(Comparator.comparing(Ending::caller).thenComparing(Ending::key))
                .toList();
        database.doInTransaction(transaction -> transaction
                .sql("""
                        UPDATE idempotent_call c
                        SET status = n.status::integer, content_type = n.type, body = decode(n.body, 'hex')
                        FROM unnest(:callers, :keys, :attempts, :statuses, :types, :bodies)
                            AS n (caller, key, attempt, status, type, body)
                        WHERE c.caller = n.caller AND c.key = n.key AND c.attempt = n.attempt AND c.status IS NULL
                        """)
                .bind("callers", each(inOrder, Ending::caller))
                .bind("keys", each(inOrder, Ending::key))
                .bind("attempts", each(inOrder, Ending::attempt))
                .bind(
                        "statuses",
                        each(inOrder, end -> String.valueOf(end.answer().status())))
                .bind("types", each(inOrder, end -> end.answer().contentType()))
                .bind(
                        "bodies",
                        each(
                                inOrder,
                                end -> HexFormat.of().formatHex(end.answer().body())))
                .update());
    }

    private static <T> List<T> each(List<Ending> ended, Function<Ending, T> value) {
        return ended.stream().map(value).toList();
    }

    /** Forgets an attempt that has no answer, so that the call can be made again at once. */
    public void abandon(String caller, String key, UUID attempt) {
        database.doInTransaction(transaction -> transaction
                .sql("DELETE FROM idempotent_call WHERE caller = :caller AND key = :key AND attempt = :attempt"
                        + " AND status IS NULL")
                .bind("caller", caller)
                .bind("key", key)
                .bind("attempt", attempt)
                .update());
    }

    /** Forgets answers older than 30 days. Returns how many. */
    public long forgetOld() {
        return database.inTransaction(transaction ->
                transaction.execute("DELETE FROM idempotent_call WHERE begun_at < now() - interval '30 days'"));
    }
}
