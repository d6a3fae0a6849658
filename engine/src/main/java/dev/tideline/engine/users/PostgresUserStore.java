package dev.tideline.engine.users;

import dev.tideline.engine.database.CopyReader;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.timeline.Timeline;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Users in PostgreSQL: bulk reads by binary COPY, requests by R2DBC. Thread-safe. */
public final class PostgresUserStore implements UserStore {

    private static final String USERS = """
            SELECT u.user_no, u.user_id, u.person_no, p.person_id, u.timeline,
                   (SELECT s.segments FROM user_state s WHERE s.user_no = u.user_no) AS segments
            FROM users u JOIN person p ON p.person_no = u.person_no
            """;

    private final DatabaseClient client;

    /** Reads from this database. */
    public PostgresUserStore(Database database) {
        this.client = database.client();
    }

    @Override
    public void eachOfPersons(Transaction transaction, long first, long last, Consumer<StoredUser> consumer) {
        // Said of both: PostgreSQL infers equalities across a join, but no ranges.
        String range = " BETWEEN " + first + " AND " + last;
        read(transaction, "u.person_no" + range + " AND p.person_no" + range, consumer);
    }

    @Override
    public void eachOfPersons(Transaction transaction, Collection<Long> persons, Consumer<StoredUser> consumer) {
        read(transaction, "u.person_no = ANY(" + array(persons) + ")", consumer);
    }

    private static void read(Transaction transaction, String where, Consumer<StoredUser> consumer) {
        String query = USERS + "WHERE " + where + " ORDER BY u.person_no, u.user_no";
        try (CopyReader in = transaction.copyOut(query)) {
            while (in.next()) {
                consumer.accept(new StoredUser(
                        in.bigint(), in.text(), in.bigint(), in.text(), Timeline.of(in.bytes()), in.jsonOrNull()));
            }
        }
    }

    @Override
    public void eachAround(Transaction transaction, Collection<String> userIds, Consumer<StoredUser> consumer) {
        transaction
                .sql(USERS + """
                        WHERE u.person_no IN (SELECT person_no FROM users WHERE user_id = ANY(:ids))
                        ORDER BY u.person_no, u.user_no
                        """)
                .bind("ids", userIds)
                .list(PostgresUserStore::user)
                .forEach(consumer);
    }

    private static String array(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'::bigint[]"));
    }

    @Override
    public Optional<StoredUser> find(Transaction transaction, String userId) {
        return transaction
                .sql(USERS + "WHERE u.user_id = :userId")
                .bind("userId", userId)
                .first(PostgresUserStore::user);
    }

    private static StoredUser user(Row row) throws SQLException {
        return new StoredUser(
                row.number("user_no"),
                row.text("user_id"),
                row.number("person_no"),
                row.text("person_id"),
                Timeline.of(row.bytes("timeline")),
                row.optionalText("segments").orElse(null));
    }

    @Override
    public Mono<StoredUser> find(String userId) {
        return client.sql(USERS + "WHERE u.user_id = :userId")
                .bind("userId", userId)
                .map(Requested::user)
                .one();
    }

    @Override
    public void eachEvent(
            Transaction transaction,
            Collection<Long> userNos,
            Instant from,
            Instant to,
            Consumer<StoredEvent> consumer) {
        String query = """
                SELECT user_no, type, occurred_at, payload FROM event
                WHERE user_no = ANY(%s) AND occurred_at >= '%s' AND occurred_at < '%s'
                ORDER BY user_no, occurred_at, event_id
                """.formatted(array(userNos), from, to);
        try (CopyReader in = transaction.copyOut(query)) {
            while (in.next()) {
                consumer.accept(Requested.event(in.bigint(), in.text(), in.instant(), in.json()));
            }
        }
    }

    @Override
    public List<Watermark> watermarks(Transaction transaction) {
        return transaction
                .sql("SELECT source, watermark FROM source_watermark ORDER BY source")
                .list(row -> new Watermark(row.text("source"), row.instant("watermark")));
    }
}
